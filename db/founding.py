"""Founding: a fresh data folder gets its site, its people and the crew's first statuses; one that has a site keeps it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from db.database import FILE, reading, refusing_rows
from db.earlier_repairs import save_earlier_repairs
from db.people import forget_people, save_people, stored_people
from db.registers import load_site, save_site
from db.storage import Storage
from dutydesk import duty
from dutydesk.desk import Clock, Desk
from dutydesk.first_tour import FirstTour
from dutydesk.founding_plan import Founding, Typed, planned, staffed
from dutydesk.journal import Author
from dutydesk.refusals import RefusedError
from dutydesk.room_rows import Dialled
from dutydesk.sample import initial_statuses, sample_repairs, sample_site, starter_site
from dutydesk.site import CrewKind, EarlierRepair, Person, Site
from dutydesk.site_import import SiteFile, joined_people, joined_places
from dutydesk.words import Status

PROGRAM = Author("", "")
Told = Callable[[int], None]
"""Hears how many people are written; may raise to end it."""
_Made = tuple[Site, Sequence[Person], Sequence[EarlierRepair]]
_Standing = tuple[str, Status, str]


@dataclass(frozen=True, slots=True)
class Changed:
    """How many places and people an import brought or changed."""

    places: int
    people: int


def _nobody(_people: int) -> None:
    pass


def has_site(folder: Path) -> bool:
    """Whether there is something to open: a site, or what can't be read and so must be told. Writes nothing."""
    file = folder / FILE
    if not file.exists() or not file.stat().st_size:
        return False
    try:
        with closing(reading(file)) as database, refusing_rows(file):
            there = database.execute_sql("SELECT count(*) FROM sqlite_master WHERE name = 'site'").fetchone()[0]
            return bool(there and database.execute_sql("SELECT count(*) FROM site").fetchone()[0])
    except RefusedError:
        return True


def found_sample(storage: Storage) -> Site:
    """The sample site (`dutydesk demo`). Raises RefusedError when the stored site is damaged."""
    return _found(storage, lambda: (*sample_site(), sample_repairs()))


def found_starter(storage: Storage) -> Site:
    """The smallest site one can work with: a crew and an officer; everything else is entered later."""
    return _found(storage, lambda: (starter_site(), (), ()))


def found_given(storage: Storage, site: Site, statuses: Sequence[_Standing]) -> Site:
    """A site that was made from somewhere else; `statuses` are what its crew does at first."""
    return _found(storage, lambda: (site, (), ()), statuses)


def found_at(folder: Path, clock: Clock, plan: Founding, told: Told) -> None:
    """Open the folder, make the planned site in it, and close it again."""
    with closing(Storage.alone(folder, clock=clock)) as storage:
        found_planned(storage, plan, told)


def found_planned(storage: Storage, plan: Founding, told: Told = _nobody) -> Site:
    """The site that somebody described; its crew is free, its officers are off until they sign on.

    Raises RefusedError("founding.has_site") where there is one by now. Where it ends before its time the folder has no site, and whom
    it had written by then is forgotten at the next attempt.
    """
    if _stored(storage) is not None:
        raise RefusedError("founding.has_site", path=str(storage.folder))
    forget_people(storage.database)
    save_people(storage.database, joined_people((), plan.people), told)
    crews = {crew.id for crew in plan.site.crews if crew.kind is CrewKind.MAINTENANCE}
    _begin(storage, plan.site, [(member.id, Status.FREE if member.crew in crews else Status.OFF, "") for member in plan.site.members])
    FirstTour(storage.folder).offer()
    return plan.site


def import_site(storage: Storage, found: SiteFile, typed: Typed, dialled: Dialled, told: Told = _nobody) -> Changed:
    """Bring the rooms and people of a file into the site, and whom somebody typed; a folder without one gets its site.

    Who and what is there already is brought up to date and keeps its id; nobody is taken away. Can be done again.
    """
    site = _stored(storage)
    if site is None:
        plan = planned(typed, dialled, found.places, found.people)
        found_planned(storage, plan, told)
        return Changed(len(plan.site.places), len(plan.people))
    people = joined_people(stored_people(storage.database), found.people)
    save_people(storage.database, people, told)
    places = joined_places(site.places, found.places)
    save_site(storage.database, staffed(replace(site, places=places), typed, dialled))
    return Changed(len(set(places) - set(site.places)), len(people))


def _stored(storage: Storage) -> Site | None:
    with refusing_rows(storage.path):
        return load_site(storage.database)


def _found(storage: Storage, make: Callable[[], _Made], statuses: Sequence[_Standing] | None = None) -> Site:
    """The site that is there; only where there is none is one made, which takes a third of a second for its pinyin."""
    there = _stored(storage)
    if there is not None:
        return there
    site, people, repairs = make()
    save_people(storage.database, people)
    save_earlier_repairs(storage.database, repairs)
    if statuses is None:
        statuses = tuple((member, Status(status), where) for member, status, where in initial_statuses(site))
    _begin(storage, site, statuses)
    return site


def _begin(storage: Storage, site: Site, standing: Sequence[_Standing]) -> None:
    """The site, last of all: with it the folder has one. Then the journal begins with how the crew stands."""
    save_site(storage.database, site)
    storage.journal.run(lambda _ledger: storage.journal.learn()).result()
    if standing:
        Desk(storage.journal).do(PROGRAM, duty.muster, statuses=standing)
        storage.journal.run(lambda _ledger: None).result()
