"""Founding: a fresh data folder gets its site, its people and the crew's first statuses; one that has a site keeps it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from db.database import refusing_rows
from db.earlier_repairs import save_earlier_repairs
from db.people import save_people
from db.registers import load_site, save_site
from db.storage import Storage
from dutydesk import duty
from dutydesk.desk import Desk
from dutydesk.journal import Author
from dutydesk.sample import initial_statuses, sample_repairs, sample_site, starter_site
from dutydesk.site import EarlierRepair, Person, Site
from dutydesk.words import Status

PROGRAM = Author("", "")
_Made = tuple[Site, Sequence[Person], Sequence[EarlierRepair]]


def found_sample(storage: Storage) -> Site:
    """The sample site (`dutydesk demo`). Raises RefusedError when the stored site is damaged."""
    return _found(storage, lambda: (*sample_site(), sample_repairs()))


def found_starter(storage: Storage) -> Site:
    """The smallest site one can work with: a crew and an officer; everything else is entered later."""
    return _found(storage, lambda: (starter_site(), (), ()))


def found_given(storage: Storage, site: Site, statuses: Sequence[tuple[str, Status, str]]) -> Site:
    """A site that was made from somewhere else; `statuses` are what its crew does at first."""
    return _found(storage, lambda: (site, (), ()), statuses)


def _found(storage: Storage, make: Callable[[], _Made], statuses: Sequence[tuple[str, Status, str]] | None = None) -> Site:
    """The site that is there; only where there is none is one made, which takes a third of a second for its pinyin."""
    with refusing_rows(storage.path):
        there = load_site(storage.database)
    if there is not None:
        return there
    site, people, repairs = make()
    save_people(storage.database, people)
    save_earlier_repairs(storage.database, repairs)
    save_site(storage.database, site)
    storage.journal.run(lambda _ledger: storage.journal.learn()).result()
    if statuses is None:
        statuses = tuple((member, Status(status), where) for member, status, where in initial_statuses(site))
    if statuses:
        Desk(storage.journal).do(PROGRAM, duty.muster, statuses=statuses)
        storage.journal.run(lambda _ledger: None).result()
    return site
