"""Our questions as other people's documents, and theirs as ours. Pure: text and bytes in, text and findings out.

GIFT and Moodle XML are two spellings of one thing, a bank of Moodle questions (`moodle.py`). What of ours fits into
one is said in `outward.py`, what of one fits into ours in `inward.py`; readers and writers only spell.
"""
