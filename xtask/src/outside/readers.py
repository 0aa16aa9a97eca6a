"""Opens what `tifa export` wrote with the programs that people will open it with.

usage: readers.py FOLDER [TEI_SCHEMA]

FOLDER is what `cargo xtask outside` lays out: tables/*.parquet, csv/*.csv, jsonl/*.jsonl, texts.xml, text.xml,
annotations.jsonl, entries.jsonl, sources.json, pack.zip. Prints a line for each check; fails at the first that does not hold.
"""

import csv
import hashlib
import json
import pathlib
import subprocess
import sys
import tempfile
import zipfile

import bagit
import duckdb
import pandas
import pyarrow
import pyarrow.parquet
from lxml import etree

TEI = "{http://www.tei-c.org/ns/1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"


def said(line):
    print("  " + line)


def lines(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def tables(folder):
    """Parquet against the JSON Lines of the same rows, in pandas and in DuckDB."""
    rows = 0
    for path in sorted((folder / "tables").glob("*.parquet")):
        name = path.stem
        records = lines(folder / "jsonl" / f"{name}.jsonl")
        frame = pandas.read_parquet(path)
        assert len(frame) == len(records), f"{name}: {len(frame)} rows, {len(records)} records"
        ((count,),) = duckdb.sql(f"SELECT count(*) FROM '{path}'").fetchall()
        assert count == len(records), name
        with open(folder / "csv" / f"{name}.csv", encoding="utf-8", newline="") as file:
            assert len(list(csv.DictReader(file))) == len(records), name
        rows += count
        if name == "documents":
            continue
        for i, record in enumerate(records):
            for field in ("source", "document", "start", "end", "text"):
                assert frame[field][i] == record[field], (name, i, field)
    schema = pyarrow.parquet.read_schema(folder / "tables" / "statements.parquet")
    assert pyarrow.types.is_date32(schema.field("date").type), schema
    assert pyarrow.types.is_int64(schema.field("start").type), schema
    assert pyarrow.types.is_list(schema.field("quotes").type), schema
    statements = folder / "tables" / "statements.parquet"
    quotes = duckdb.sql(
        f"SELECT s.start, q.start, q.text FROM '{statements}' s, UNNEST(s.quotes) AS t(q) ORDER BY source, s.start, q.start"
    ).fetchall()
    records = lines(folder / "jsonl" / "statements.jsonl")
    expected = sum(len(r["quotes"]) for r in records)
    assert len(quotes) == expected, (len(quotes), expected)
    days = duckdb.sql(f"SELECT CAST(date AS VARCHAR) FROM '{statements}'").fetchall()
    assert [d for (d,) in days] == [r["date"] for r in records]

    def depths(nested, depth=1):
        for one in nested:
            yield (depth, one["start"], one["end"], one["text"], one["speaker"], one["force"], (one["cue"] or {}).get("text"))
            yield from depths(one["nested"], depth + 1)

    held = [list(map(lambda s: tuple(s.values()), speech)) for speech in pyarrow.parquet.read_table(statements)["nested"].to_pylist()]
    assert held == [list(depths(r["nested"])) for r in records], "nested speech"
    said(f"pandas {pandas.__version__}, DuckDB {duckdb.__version__}: {rows:,} rows, {len(quotes)} quotations unnested")


def texts(folder, schema):
    """TEI against the schema; every pointer leads somewhere; the text is that of the annotations."""
    documents = statements = same = 0
    printed = {page["tifa:document"]: page["tifa:text"] for page in lines(folder / "annotations.jsonl")}
    held = lambda text: "".join(c if c in "\t\n\r" or (c >= " " and c not in "\ufffe\uffff") else "\ufffd" for c in text)
    grammar = etree.RelaxNG(etree.parse(schema)) if schema else None
    for name in ("texts.xml", "text.xml"):
        tree = etree.parse(folder / name)
        if grammar is not None and not grammar.validate(tree):
            raise AssertionError(f"{name}: {grammar.error_log.last_error}")
        ids = {e.get(XML_ID) for e in tree.iter() if e.get(XML_ID)}
        for element in tree.iter(TEI + "said", TEI + "seg", TEI + "sp", TEI + "quote"):
            for attribute in ("who", "toWhom", "resp", "ana", "corresp", "next", "prev"):
                for pointer in (element.get(attribute) or "").split():
                    assert pointer[1:] in ids, f"{name}: {attribute}={pointer} leads nowhere"
        for tei in tree.iter(TEI + "TEI"):
            documents += 1
            blocks = tei.iterfind(f"{TEI}text/{TEI}body/{TEI}div//*")
            blocks = [b for b in blocks if b.tag[len(TEI) :] in ("head", "p", "ab", "item", "row")]
            text = "".join("".join(b.itertext()) + "\n" for b in blocks)
            expected = printed.get(tei.get(XML_ID)[1:])
            assert expected is None or text == held(expected), f"{name}: {tei.get(XML_ID)} has another text"
            same += expected is not None
        statements += sum(1 for s in tree.iter(TEI + "said") if s.get("prev") is None)
    valid = "valid against TEI All" if schema else "well-formed"
    said(f"lxml: {documents} TEI documents, {statements} statements, {valid}; {same} with the text of the annotations")


def annotations(folder):
    """W3C Web Annotation: the position and the quotation of each name the same characters."""
    count, names = 0, set()
    for page in lines(folder / "annotations.jsonl") + lines(folder / "entries.jsonl"):
        text = page["tifa:text"]
        assert page["type"] == "AnnotationPage"
        for item in page["items"]:
            selectors = {s["type"]: s for s in item["target"]["selector"]}
            quote, place = selectors["TextQuoteSelector"], selectors["TextPositionSelector"]
            start, end = place["start"], place["end"]
            assert text[start:end] == quote["exact"]
            assert text[:start].endswith(quote["prefix"]) and text[end:].startswith(quote["suffix"])
            assert item["target"]["source"]["id"].startswith("ni:///sha-256;")
            names.add(item["id"])
            count += 1
    assert count == len(names) > 0
    said(f"Web Annotation: {count} annotations, positions and quotations agree")


def sources(folder):
    """CSL-JSON: the fields that the schema asks for, each key once."""
    items = json.loads((folder / "sources.json").read_text(encoding="utf-8"))
    assert items and len({i["id"] for i in items}) == len(items)
    for item in items:
        assert item["type"] in ("article-newspaper", "webpage", "document") and item["title"]
        for part in item.get("issued", {}).get("date-parts", []):
            assert len(part) == 3 and all(isinstance(n, int) for n in part)
    said(f"CSL-JSON: {len(items)} sources")


def pack(folder):
    """The pack as a stranger checks it: bagit, sha256sum, and the commands that its page prints."""
    with tempfile.TemporaryDirectory() as place:
        with zipfile.ZipFile(folder / "pack.zip") as archive:
            assert archive.testzip() is None
            archive.extractall(place)
        (root,) = pathlib.Path(place).iterdir()
        bag = bagit.Bag(str(root))
        bag.validate()
        for manifest in ("manifest-sha256.txt", "tagmanifest-sha256.txt"):
            subprocess.run(["sha256sum", "--quiet", "-c", manifest], cwd=root, check=True)
        findings = lines(root / "data" / "findings.jsonl")
        verified = 0
        for finding in findings:
            original = root / finding["original"]
            bytes_ = original.read_bytes()
            assert hashlib.sha256(bytes_).hexdigest() == finding["sha256"] == original.name.split(".")[0]
            if finding["encoding"] == "UTF-8":
                printed = bytes_[finding["start"] : finding["end"]].decode("utf-8")
                bare = lambda text: "".join(c for c in text if not c.isspace())
                # Markup between the words is the file's; what was read must stand in it in order.
                at = 0
                for c in bare(finding["text"]):
                    at = printed.find(c, at)
                    assert at >= 0 or "&" in printed, (finding["place"], printed, finding["text"])
                    at += 1
                verified += 1
        page = etree.parse(str(root / "data" / "index.html"), etree.HTMLParser(encoding="utf-8"))
        commands = [c.text for c in page.iter("code") if c.text and c.text.startswith(("tail ", "iconv ", "unzip "))]
        assert len(commands) == len(findings), (len(commands), len(findings))
        out = subprocess.run(commands[0], shell=True, cwd=root / "data", check=True, capture_output=True).stdout
        assert out.strip(), commands[0]
        assert not list(page.iter("script"))
    said(f"bagit {bagit.VERSION}, sha256sum: {len(findings)} findings, {verified} looked up in their originals")


def main():
    folder = pathlib.Path(sys.argv[1])
    schema = sys.argv[2] if len(sys.argv) > 2 else None
    tables(folder)
    texts(folder, schema)
    annotations(folder)
    sources(folder)
    pack(folder)


if __name__ == "__main__":
    main()
