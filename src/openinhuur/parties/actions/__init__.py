"""Every write about organisations and people, passports, and purchasing systems with their admissions."""
