"""What a document says: named facts, each with its place."""
