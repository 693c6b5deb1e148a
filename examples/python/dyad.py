"""What happened between two states, year by year, from the CSV that entente exports.

    entente export events-csv --out events.csv
    python3 dyad.py events.csv KAZ CHN

Needs nothing but Python 3. Parquet reads as easily where pandas and pyarrow are there:
    pandas.read_parquet("events.parquet")   # entente export events-parquet --out events.parquet
"""
import collections
import csv
import sys


def events(path):
    """The rows of the export as dictionaries. Lists are joined by ";", empty cells mean that nothing was read."""
    with open(path, encoding="utf-8", newline="") as f:
        for row in csv.DictReader(f):
            for column in ("contexts", "actors", "actor_states", "recipients", "recipient_states"):
                row[column] = [x for x in row[column].split(";") if x]
            yield row


def main(path, a, b):
    years = collections.defaultdict(collections.Counter)
    for e in events(path):
        sides = set(e["actor_states"] + e["recipient_states"])
        if {a, b} <= sides and e["status"] in ("happened", "ongoing") and e["start"][:4] == e["end"][:4] != "":
            years[e["start"][:4]][e["quad"] or "none"] += 1
    print("year  verbal coop.  material coop.  verbal conflict  material conflict")
    for year in sorted(years):
        n = years[year]
        print(f"{year}  {n['1']:>12}  {n['2']:>14}  {n['3']:>15}  {n['4']:>17}")


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit("usage: python3 dyad.py EVENTS.csv STATE STATE")
    main(*sys.argv[1:])
