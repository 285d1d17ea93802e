"""Signing in: what the library (django-allauth) leaves to the house."""
