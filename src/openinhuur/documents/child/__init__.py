"""The child in which files of strangers are opened: ``python -I -m openinhuur.documents.child JOB``.

A file comes in at standard input, an answer goes out at standard output, and there is nothing else: after its
first steps the child can open no file, reach no network and start no program. It imports nothing of the rest.
"""
