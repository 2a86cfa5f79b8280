"""What the book tells: one method for each report, in a file for each subject.

A report is imported when it is asked for, inside its method on purpose: nothing is paid for those that are not.
"""

from relkeeper.book.reports.asking import BEGIN
from relkeeper.book.reports.coming_up import ComingUp
from relkeeper.book.reports.counting import Counting
from relkeeper.book.reports.entries import Entries
from relkeeper.book.reports.finding import Finding
from relkeeper.book.reports.leaving import Leaving
from relkeeper.book.reports.past import Past
from relkeeper.book.reports.people import People

__all__ = ["BEGIN", "Reports"]


class Reports(People, Entries, ComingUp, Finding, Counting, Leaving, Past):
    """What the book tells. A list is empty, and a single thing not found, where there is no book yet.

    What is private stays hidden unless `reveal` is said.
    """
