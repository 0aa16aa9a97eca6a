"""Clippings with markup of their own are text and nothing else, wherever they are shown."""

import subprocess
from urllib.parse import quote

# Clippings that try to run something; what runs leaves a mark in the window, or asks, or complains.
HOSTILE = {
    "hostile.md": """---
title: "<script>pwned=1</script><img src=x onerror=pwned=2>"
date: 2031-05-05
outlet: "\\"><svg onload=alert(3)>"
author: "' onmouseover='pwned=4"
url: "javascript:pwned=5"
---

發言人<b onmouseover=pwned=6>甲</b>說：「河谷之約<script>pwned=7</script>仍在<img src=x onerror=alert(8)>」，雙方同意舉行海事磋商<svg onload=pwned=9>。

[乙](javascript:pwned=10) <iframe srcdoc="<script>parent.pwned=11</script>"></iframe> <!--><script>pwned=12</script>-->
&lt;script&gt;pwned=13&lt;/script&gt; {{constructor.constructor('pwned=14')()}} <details open ontoggle=pwned=15>丙</details>
""",
    "hostile.html": """<!DOCTYPE html><html><head><title>河谷</title><script>pwned=20</script><base href="https://elsewhere.example/">
<link rel="canonical" href="javascript:pwned=21"><meta http-equiv="refresh" content="0;url=javascript:pwned=22"></head>
<body onload="pwned=23"><article><h1>河谷之約<img src=x onerror=pwned=24></h1>
<p>發言人丁說：「河谷之約<svg><script>pwned=25</script></svg>不變。」<math><mtext><table><mglyph><style><!--</style>
<img title="--&gt;&lt;img src=x onerror=pwned=26&gt;"></table></math></p>
<p style="position:fixed;inset:0" onclick="pwned=27">發言人丁承諾<a href="javascript:pwned=28">開放港口</a>，<template><script>pwned=29</script></template>並說
「&lt;img src=x onerror=pwned=30&gt;」。</p></article></body></html>""",
}


def archive(program, folder):
    """An archive of those clippings."""
    clippings = folder / "clippings"
    clippings.mkdir(parents=True)
    for name, text in HOSTILE.items():
        (clippings / name).write_text(text)
    made = folder / "archive"
    subprocess.run([program, "--archive", str(made), "add", str(clippings)], check=True, capture_output=True)
    return made


def nothing_runs(walk):
    """Opens every page that shows them and touches whatever is on it."""
    payload = quote('"><script>pwned=40</script><img src=x onerror=pwned=41>')
    pages = ["/document/hostile.md", "/document/hostile.html", "/search?q=" + quote("河谷之約"), "/search?q=" + payload, "/speakers",
             "/outlets", "/docket/mechanisms", "/docket/commitments", "/review", "/compare?a=hostile.md&b=hostile.html&whole=yes",
             "/formulation?q=" + quote("河谷之約"), "/speakers?speaker=" + payload, "/document/" + payload, "/api"]
    own = "return [...document.querySelectorAll('script')].every(s => s.src.startsWith(location.origin + '/asset/') && !s.text)"
    for page in pages:
        walk.go(page)
        # Whatever could be touched is touched.
        walk.browser.execute_script(
            "for (const e of document.querySelectorAll('main *'))"
            " for (const type of ['mouseover', 'focus', 'toggle']) e.dispatchEvent(new Event(type, {bubbles: true}))"
        )
        walk.must(walk.browser.execute_script("return typeof pwned === 'undefined'"), "a script of a clipping has run")
        walk.must(walk.browser.execute_script(own), "a script that is not the reader's")
        led = "return [...document.querySelectorAll('[href], [src], [action]')].some(e => /^(javascript|data:text|vbscript)/i.test(e.href || e.src || e.action))"
        walk.must(not walk.browser.execute_script(led), "an address that runs")
        noted = [e["message"] for e in walk.browser.get_log("browser") if "the server responded with" not in e["message"]]
        walk.must(not noted, f"console: {noted}")
    walk.go("/document/hostile.md")
    walk.look("hostile")
