"""What a public call gives away besides its page: feed, calendar, job posting, paper, card, and a map of the site.

Each module is one format, drawn from what is published and nothing else: no database, no clock, no session. What a
drawing wants to know it says itself, as a few names; whatever has those names will do (`flow.queries` gives them).
So the room stands low in the house, beside the letters whose typesetting it uses, and knows none of the steps.

Every text that comes from a call may be hostile, or just strange: it travels as data and is escaped by the library
of the format.
"""
