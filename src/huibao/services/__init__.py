"""Session, documents, library, recovery, locks, settings. No Qt."""
