"""Reads an export back with the libraries that its users have: readers.py FORMAT FILE prints how many records it found.

Exit 77 says which library is missing. Every check is the library's own; what is asked beside it is said in words.
"""
import importlib
import sys


def need(name):
    try:
        return importlib.import_module(name)
    except ImportError:
        print(name)
        sys.exit(77)


def table(path):
    import csv
    rows = list(csv.DictReader(open(path, encoding="utf-8", newline="")))
    assert all(None not in r and r["id"] for r in rows), "a line of another length"
    assert all(r["cameo"] == "" or r["cameo"].startswith("0") or r["cameo"][0] in "12" for r in rows)
    return len(rows)


def parquet(path):
    table = need("pyarrow.parquet").read_table(path)
    assert table.schema.field("id").type == "string" and table.num_columns > 10, table.schema
    if "cameo" in table.column_names:
        assert table.schema.field("cameo").type == "string", "codes are strings"
    assert all(table.column("id").to_pylist()), "a row without id"
    return table.num_rows


def workbook(path):
    book = need("openpyxl").load_workbook(path)
    assert book.sheetnames == ["events", "statements", "figures", "ties", "codebook"], book.sheetnames
    head = [c.value for c in book["events"][1]]
    for row in book["events"].iter_rows(min_row=2):
        code = row[head.index("cameo")].value
        assert code is None or isinstance(code, str), code
    assert not any(c.data_type == "f" for s in book for row in s.iter_rows() for c in row), "text became a formula"
    return book["events"].max_row - 1


def calendar(path):
    ical = need("icalendar").Calendar.from_ical(open(path, "rb").read())
    events = list(ical.walk("VEVENT"))
    for e in events:
        assert not e.errors and e["UID"] and e["DTSTART"].dt < e["DTEND"].dt, e
    return len(events)


def bibtex(path):
    need("bibtexparser")
    from bibtexparser.bparser import BibTexParser
    text = open(path, encoding="utf-8").read()
    base = BibTexParser(common_strings=True).parse(text)
    assert len(base.entries) == text.count("\n@") + text.startswith("@"), "entries were lost"
    assert len({e["ID"] for e in base.entries}) == len(base.entries), "two entries of one key"
    return len(base.entries)


def ris(path):
    entries = need("rispy").load(open(path, encoding="utf-8"))
    for e in entries:
        assert "unknown_tag" not in e and e["type_of_reference"], e
    return len(entries)


def graph(path):
    nx = need("networkx")
    g = nx.read_graphml(path) if path.endswith(".graphml") else nx.read_gexf(path, version="1.3" if "1.3" in str(getattr(nx.readwrite.gexf.GEXF, "versions", "")) else "1.2draft")
    assert g.is_directed() and all(d["events"] > 0 for _, _, d in g.edges(data=True))
    return g.number_of_edges()


def feed(path):
    f = need("feedparser").parse(path)
    assert not f.bozo and f.version == "atom10", f.get("bozo_exception")
    return len(f.entries)


def ftm(path):
    need("followthemoney")
    import json
    from followthemoney import model
    ids, leads, n = set(), set(), 0
    for line in open(path, encoding="utf-8"):
        data = json.loads(line)
        schema = model.get(data["schema"])
        assert schema is not None, data["schema"]
        for name, values in data["properties"].items():
            prop = schema.get(name)
            assert prop is not None, f"{data['schema']} has no property {name}"
            for v in values:
                assert prop.type.validate(v), f"{data['schema']}.{name} cannot be {v!r}"
                if prop.type.name == "entity":
                    leads.add(v)
        schema.validate(data)
        assert data["id"] not in ids, f"{data['id']} twice"
        ids.add(data["id"])
        n += 1
    assert leads <= ids, f"led to and not there: {sorted(leads - ids)[:5]}"
    return n


def document(path):
    doc = need("docx").Document(path)
    assert doc.paragraphs[0].style.name == "Title", doc.paragraphs[0].style.name
    return len(doc.paragraphs)


if __name__ == "__main__":
    print(globals()[sys.argv[1]](sys.argv[2]))
