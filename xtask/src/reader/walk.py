"""A walk through the reader in Chromium: from dropping a folder of clippings to a decision that survives a restart.

walk.py TIFA CHROMIUM CHROMEDRIVER AXE CLIPPINGS SCREENSHOTS QUERY SPEAKER

Every page is looked at in three languages, at three widths and in the dark; axe-core must find nothing serious, and the console
must stay empty. The query stands in several of the clippings; the speaker says something in one of them.
"""

import base64
import contextlib
import pathlib
import re
import subprocess
import sys
import tempfile
import time
from urllib.parse import quote

import hostile
from selenium import webdriver
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

WIDTHS = [390, 768, 1440]
HEIGHT = 900

# What the margins leave of A4, in the pixels of a page.
PAPER = 673

# What axe-core calls these is a barrier to somebody; less than that is advice.
BARRIERS = ("serious", "critical")

# Without these Chromium asks the network for its own affairs.
QUIET = [
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--hide-scrollbars", "--lang=en",
]


class Server:
    """`tifa serve` over one archive."""

    def __init__(self, program, archive):
        self.command = [program, "--archive", str(archive), "serve", "--address", "127.0.0.1:0"]
        self.start()

    def start(self):
        self.process = subprocess.Popen(self.command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.address = self.process.stdout.readline().strip().rstrip("/")
        if not self.address.startswith("http://"):
            raise SystemExit("tifa serve did not start")

    def stop(self):
        self.process.terminate()
        self.process.wait(20)


class Walk:
    """A visitor with a browser."""

    def __init__(self, server, chromium, driver, axe, screenshots):
        options = webdriver.ChromeOptions()
        options.binary_location = chromium
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        for argument in QUIET:
            options.add_argument(argument)
        self.browser = webdriver.Chrome(options=options, service=Service(driver))
        self.browser.set_page_load_timeout(60)
        self.server = server
        self.axe = pathlib.Path(axe).read_text()
        self.screenshots = pathlib.Path(screenshots)
        self.screenshots.mkdir(parents=True, exist_ok=True)
        self.faults = []
        self.seen = 0
        self.wide(1440)

    # What a visitor does.

    def wide(self, width):
        """The width of the page itself, which a window's may not be."""
        self.browser.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": HEIGHT, "deviceScaleFactor": 1, "mobile": False},
        )

    def colours(self, scheme):
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        self.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})

    def go(self, path):
        self.browser.get(self.server.address + path)

    def all(self, selector):
        return self.browser.find_elements(By.CSS_SELECTOR, selector)

    def one(self, selector):
        return WebDriverWait(self.browser, 20).until(lambda _: self.all(selector))[0]

    def text(self, selector):
        return self.one(selector).text

    def press(self, selector):
        """Clicks, and waits until another page is there."""
        self.browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", self.one(selector))
        with self.another():
            self.one(selector).click()

    @contextlib.contextmanager
    def another(self):
        """Waits for another page than the one at hand."""
        self.browser.execute_script("window.before = true")
        yield
        there = "return !window.before && document.readyState === 'complete'"

        def arrived(browser):
            try:
                return browser.execute_script(there)
            except WebDriverException:
                return False

        WebDriverWait(self.browser, 20).until(arrived)

    def fill(self, selector, text):
        field = self.one(selector)
        field.clear()
        field.send_keys(text)
        return field

    def drop(self, selector, path):
        """Drops a file or folder as a hand with a mouse does."""
        box = self.one(selector).rect
        at = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
        data = {"items": [], "files": [str(path)], "dragOperationsMask": 1}
        for kind in ["dragEnter", "dragOver", "drop"]:
            self.browser.execute_cdp_cmd("Input.dispatchDragEvent", {"type": kind, "data": data, **at})

    # What a visitor must not see.

    def must(self, holds, what):
        if not holds:
            self.faults.append(f"{self.browser.current_url}: {what}")

    def console(self, where):
        for entry in self.browser.get_log("browser"):
            if entry["level"] in ("SEVERE", "WARNING"):
                self.faults.append(f"{where}: console: {entry['message']}")

    def barriers(self, where):
        if not self.browser.execute_script("return !!window.axe"):
            self.browser.execute_script(self.axe)
        found = self.browser.execute_async_script(
            "const done = arguments[0];"
            "axe.run(document, {resultTypes: ['violations']}).then(r => done(r.violations), e => done([{id: String(e), impact: 'critical', nodes: []}]))"
        )
        for violation in found:
            if violation["impact"] in BARRIERS:
                nodes = "; ".join(n["html"][:160] for n in violation["nodes"][:3])
                self.faults.append(f"{where}: axe-core: {violation['id']} ({violation['impact']}): {nodes}")

    def look(self, name):
        """Looks at the page at hand at every width, by day and by night, and keeps what it looks like."""
        for width in WIDTHS:
            self.wide(width)
            where = f"{name} at {width}"
            overflow = self.browser.execute_script(
                "return document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
            self.must(overflow <= 0, f"{where}: {overflow} pixels stand out on the right")
            self.barriers(where)
            self.shot(f"{name}-{width}")
        self.on_paper(name)
        self.colours("dark")
        self.barriers(f"{name} in the dark")
        self.shot(f"{name}-dark")
        self.colours("light")
        self.console(name)
        self.seen += 1

    def on_paper(self, name):
        """The page as it is printed: nothing that could only be clicked, nothing cut off on the right."""
        self.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
        self.wide(PAPER)
        controls = self.browser.execute_script(
            "return [...document.querySelectorAll('form, button, input, select, nav, .skip')]"
            ".filter(e => e.checkVisibility()).map(e => e.outerHTML.slice(0, 80))"
        )
        self.must(not controls, f"{name} on paper: {controls}")
        overflow = self.browser.execute_script(
            "return document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        self.must(overflow <= 0, f"{name} on paper: {overflow} pixels are cut off on the right")
        self.shot(f"{name}-paper")
        self.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})

    def refused(self, name):
        """Looks at a page that says no: the browser itself notes its status in the console."""
        noted = [entry for entry in self.browser.get_log("browser") if "the server responded with" not in entry["message"]]
        self.must(not noted, f"{name}: console: {noted}")
        self.look(name)

    def shot(self, name):
        """All of the page, as far as a picture is useful."""
        size = self.browser.execute_cdp_cmd("Page.getLayoutMetrics", {})["cssContentSize"]
        clip = {"x": 0, "y": 0, "width": size["width"], "height": min(size["height"], 3000), "scale": 1}
        picture = self.browser.execute_cdp_cmd(
            "Page.captureScreenshot", {"format": "png", "clip": clip, "captureBeyondViewport": True}
        )
        (self.screenshots / f"{name}.png").write_bytes(base64.b64decode(picture["data"]))

    def in_language(self, tag):
        self.press(f"form.language button[value='{tag}']")
        self.must(self.one("html").get_attribute("lang") == tag, f"the page is not in {tag}")


def hits(walk):
    return re.sub(r"\D+", " ", walk.text("#found")).split()


def main(program, chromium, driver, axe, clippings, screenshots, query, speaker):
    folder = tempfile.TemporaryDirectory()
    archive = pathlib.Path(folder.name) / "archive"
    server = Server(program, archive)
    walk = Walk(server, chromium, driver, axe, screenshots)
    try:
        stroll(walk, server, clippings, query, speaker)
        hostile_archive = hostile.archive(program, pathlib.Path(folder.name) / "hostile")
        walk.server = Server(program, hostile_archive)
        try:
            hostile.nothing_runs(walk)
        finally:
            walk.server.stop()
    finally:
        walk.browser.quit()
        server.stop()
    for fault in walk.faults:
        print(fault)
    if walk.faults:
        raise SystemExit(f"{len(walk.faults)} faults")
    print(f"{walk.seen} pages at {len(WIDTHS)} widths, by day and by night, in three languages; {walk.screenshots}")


def stroll(walk, server, clippings, query, speaker):
    # An empty archive, and clippings dropped on it.
    walk.go("/")
    walk.in_language("en")
    walk.look("empty")
    walk.go("/add")
    walk.look("add")
    walk.wide(1440)
    with walk.another():
        walk.drop(".drop", pathlib.Path(clippings).resolve())
    WebDriverWait(walk.browser, 60).until(lambda _: not walk.all("progress"))
    walk.must("document" in walk.text("main").lower(), "the end of adding says nothing of documents")
    walk.look("added")
    walk.go("/")
    walk.look("home")

    # Words in either script.
    walk.wide(1440)
    walk.fill("#q", query)
    with walk.another():
        walk.one("#q").send_keys(Keys.ENTER)
    found = hits(walk)
    walk.must(found and int(found[0]) > 1, f"{query} is not found")
    walk.look("search")
    walk.go("/search?q=" + quote("不在此處的字句"))
    walk.look("search-nothing")
    walk.go("/search?q=" + quote("。"))
    walk.refused("search-refused")

    # A document, a permalink in it, the other script.
    walk.go("/search?q=" + quote(query))
    walk.wide(1440)
    places = [a.get_attribute("href") for a in walk.all(".concordance a.hit")]
    walk.press(".concordance a.hit")
    walk.must(walk.text("#here") != "", "the place is not marked")
    walk.must(walk.browser.execute_script("return document.querySelector('#here').getBoundingClientRect().top < innerHeight"),
              "the place is not in sight")
    walk.must("SHA-256" in walk.one(".citation textarea").get_attribute("value"), "the citation has no hash")
    walk.look("document")
    walk.wide(1440)
    printed = walk.text("article.clipping")
    walk.press(".ways a")
    walk.must(walk.text("article.clipping") != printed, "the other script reads the same")

    # What the docket has of it, and what other documents share with it.
    walk.must(walk.all(".entered") and walk.all(".entries-here li"), "no entry of the docket is marked")
    walk.browser.execute_script("document.querySelector('.beside').scrollIntoView()")
    walk.one(".beside ul.sharers, .beside p.note")
    walk.look("document-beside")
    walk.wide(1440)

    # Formulation, comparison, verdict.
    walk.go("/formulation")
    walk.look("formulations")
    walk.go("/formulation?q=" + quote(query))
    walk.must(walk.all("figure.months svg rect") or walk.all(".concordance li"), "no attestation is shown")
    walk.look("formulation")
    documents = list(dict.fromkeys(place.split("/document/")[1].split("/")[0] for place in places))
    walk.go(f"/compare?a={documents[0]}&b={documents[-1]}&whole=yes")
    walk.must(walk.all("main table tbody tr"), "nothing is compared")
    walk.look("compare")
    walk.wide(1440)
    walk.go("/document/" + documents[0])
    quotation = walk.text(".said.quoted") if walk.all(".said.quoted") else walk.text(".said")
    walk.go("/verify")
    walk.fill("textarea", quotation)
    walk.press("form.verify button")
    walk.must(walk.all(".verdict.holds"), "printed words are not found again")
    walk.look("verify")

    # People and occasions.
    for name in ["speakers", "occasions", "outlets"]:
        walk.go("/" + name)
        walk.look(name)
    walk.go("/speakers?speaker=" + quote(speaker))
    walk.must(walk.all("ul.statements li"), f"{speaker} says nothing")
    walk.look("speaker")

    # The docket.
    for name in ["", "/lists", "/mechanisms", "/commitments", "/claims", "/figures", "/series", "/enumerations"]:
        walk.go("/docket" + name)
        walk.must(walk.all("main .entry, main .card, main .series, main .empty, main table"), "an empty page")
        walk.look("docket" + name.replace("/", "-"))
    for name in ["commitments", "claims"]:
        walk.go("/docket/" + name)
        walk.one(".way a").click()
        walk.one(".followed-by")
        walk.look("docket-" + name + "-followed")
    walk.go("/docket/mechanisms")
    walk.wide(1440)
    walk.press(".entry.mechanism a.words")
    walk.look("mechanism")

    # The interface for programs: answers in place, good ones and refusals.
    walk.go("/api")
    walk.must(len(walk.all("details.operation")) > 15, "operations are missing")
    for name, words in [("search", "places"), ("verify", "verdicts")]:
        walk.browser.execute_script("document.getElementById(arguments[0]).open = true", name)
        walk.one(f"#{name} button.send").click()
        WebDriverWait(walk.browser, 20).until(lambda _: walk.all(f"#{name} pre.answer:not([hidden])"))
        walk.must(walk.text(f"#{name} .outcome").startswith("200") and words in walk.text(f"#{name} pre.answer"), f"{name} is not answered")
        walk.must("curl" in walk.one(f"#{name} .command textarea").get_attribute("value"), "no command to copy")
    walk.browser.execute_script("document.querySelectorAll('.api details').forEach(d => d.open = true)")
    walk.look("api")
    walk.wide(1440)
    walk.go("/api#pack")
    walk.one("#pack button.send").click()
    WebDriverWait(walk.browser, 20).until(lambda _: walk.all("#pack .outcome.refused"))
    walk.refused("api-refused")

    # Two entries that are one, found with the keyboard.
    walk.go("/review?kind=mechanism")
    walk.wide(1440)
    walk.one("body").send_keys("m")
    with walk.another():
        walk.browser.switch_to.active_element.send_keys(Keys.ENTER)
    walk.look("review-merge")
    walk.go("/review?kind=mechanism&only=disputed")
    walk.look("review-disputed")

    # A decision with the keyboard, which another server still knows.
    walk.go("/review")
    walk.look("review")
    walk.wide(1440)
    walk.fill("input[name=who]", "林渡")
    walk.one("h1").click()
    with walk.another():
        walk.one("body").send_keys("c")
    walk.must(walk.all(".notice.did"), "the decision is not told")
    decided = walk.one(".notice.did a").get_attribute("href").split("?", 1)[1]
    walk.look("review-decided")
    server.stop()
    walk.console("before the restart")
    server.start()
    walk.go("/review?" + decided)
    walk.must("林渡" in walk.text(".log"), "the decision did not survive a restart")

    # Every page in every language; a page that is none.
    pages = ["/", "/search?q=" + quote(query), f"/document/{documents[0]}", "/formulation?q=" + quote(query), "/verify",
             "/compare", "/speakers", "/occasions", "/docket", "/docket/mechanisms", "/docket/series", "/review", "/api", "/add"]
    for tag in ["zh-Hant", "zh-Hans", "en"]:
        walk.go("/")
        walk.in_language(tag)
        for page in pages:
            walk.go(page)
            walk.must(walk.one("html").get_attribute("lang") == tag, f"the page is not in {tag}")
            walk.barriers(f"{page} in {tag}")
        walk.console(tag)
        walk.go("/docket/lists")
        walk.shot(f"docket-lists-{tag}")
    walk.go("/nowhere")
    walk.refused("nowhere")


if __name__ == "__main__":
    main(*sys.argv[1:])
