"""Web pages saved from a site (.html, .mht): what a reader sees of them, as source items. Nothing is loaded for them."""
