"""A case, and everything that is derived from it: where it stands, its deadlines, what was irregular."""
