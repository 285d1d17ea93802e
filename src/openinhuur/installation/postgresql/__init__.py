"""The way to the database: Django's own for PostgreSQL, with what a deadline asks on top of it."""
