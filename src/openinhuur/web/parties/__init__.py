"""Pages about organisations and people, passports, purchasing systems and admissions."""
