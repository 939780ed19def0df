"""Everything that the library keeps on disk."""
