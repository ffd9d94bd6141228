"""Source paragraphs → a report, with evidence."""
