//! The server asked as a browser and a program ask it, without a network.

mod calls;
mod docket;
mod exports;
mod guard;
mod hostile;
mod pages;
mod programs;
mod review;
mod together;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use std::path::PathBuf;
use std::sync::Arc;
use tempfile::TempDir;
use tifa_archive::{AddOptions, Archive, Outcome, Watch};
use tifa_server::{App, Options, router};
use tower::ServiceExt;

/// An archive of a few invented clippings, and its server.
pub(crate) struct Desk {
    folder: TempDir,
    router: Router,
}

/// What a server answers.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
}

struct Quiet;

impl Watch for Quiet {
    fn found(&self, _: u64, _: u64) {}
    fn file(&self, _: &str, _: u64, _: &Outcome) {}
    fn phase(&self, _: &str) {}
}

/// Files of a small quarrel between two invented states.
const CLIPPINGS: &[(&str, &str)] = &[
    (
        "harbour.md",
        "---\ntitle: 兩國外長談港口\ndate: 2031-03-04\nauthor: 林渡\noutlet: 河谷日報\n---\n\n\
         霧國外長陸遠山3月4日表示，「港口之約是兩國的壓艙石，霧國從不脫鈎」。\n\n\
         岸國外長白松說，雙方將於五月舉行第二輪河谷對話。\n",
    ),
    (
        "simplified.md",
        "---\ntitle: 港口之约再谈\ndate: 2031-04-02\noutlet: 山城时报\n---\n\n\
         雾国外长陆远山4月2日指出：“港口之约是两国的压舱石。”\n",
    ),
    (
        "hostile.md",
        "---\ntitle: <script>alert(1)</script>\ndate: 2031-05-05\noutlet: \"><img src=x onerror=alert(2)>\n\
         link: javascript:alert(3)\n---\n\n\
         發言人<b onmouseover=alert(4)>甲</b>說：「港口之約 <script>alert(5)</script> &lt;svg onload=alert(6)&gt;」。\n",
    ),
];

impl Desk {
    pub(crate) fn new() -> Self {
        Self::with(|_| {})
    }

    /// With other options.
    pub(crate) fn with(change: impl FnOnce(&mut Options)) -> Self {
        let folder = TempDir::new().unwrap();
        let clippings = folder.path().join("clippings");
        std::fs::create_dir(&clippings).unwrap();
        for (name, text) in CLIPPINGS {
            std::fs::write(clippings.join(name), text).unwrap();
        }
        let archive = Archive::open_or_create(&folder.path().join("archive")).unwrap();
        archive.add(&[clippings], &AddOptions::default(), &Quiet).unwrap();
        drop(archive);
        let mut options = Options {
            archive: folder.path().join("archive"),
            address: ([127, 0, 0, 1], 7820).into(),
            token: None,
            hosts: Vec::new(),
            upload: 1 << 20,
        };
        change(&mut options);
        let app = App::new(options).unwrap();
        Self { folder, router: router(Arc::new(app)) }
    }

    /// Adds more clippings, each a name and a text.
    pub(crate) fn add(&self, clippings: &[(&str, &str)]) {
        let folder = self.folder.path().join("more");
        std::fs::create_dir_all(&folder).unwrap();
        for (name, text) in clippings {
            std::fs::write(folder.join(name), text).unwrap();
        }
        let archive = Archive::open(&self.archive()).unwrap();
        archive.add(&[folder], &AddOptions::default(), &Quiet).unwrap();
    }

    /// The same archive behind a server that has just been started.
    pub(crate) fn restart(&mut self) {
        let options = Options {
            archive: self.archive(),
            address: ([127, 0, 0, 1], 7820).into(),
            token: None,
            hosts: Vec::new(),
            upload: 1 << 20,
        };
        self.router = router(Arc::new(App::new(options).unwrap()));
    }

    /// The archive's folder.
    pub(crate) fn archive(&self) -> PathBuf {
        self.folder.path().join("archive")
    }

    /// What the server answers to `request`.
    pub(crate) fn ask(&self, request: Request<Body>) -> Answer {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.block_on(async {
            let response = self.router.clone().oneshot(request).await.unwrap();
            let (parts, body) = response.into_parts();
            let bytes = to_bytes(body, usize::MAX).await.unwrap();
            let text = String::from_utf8_lossy(&bytes).into_owned();
            Answer { status: parts.status, headers: parts.headers, text }
        })
    }

    /// What the server answers to a browser that asks for `address`.
    pub(crate) fn get(&self, address: &str) -> Answer {
        self.ask(request(Method::GET, address).body(Body::empty()).unwrap())
    }

    /// The word of the form on a page, and the cookie that goes with it.
    pub(crate) fn word(&self, address: &str) -> (String, String) {
        let page = self.get(address);
        let cookie = page.headers[header::SET_COOKIE].to_str().unwrap();
        let cookie = cookie.split(';').next().unwrap().to_owned();
        let (_, rest) = page.text.split_once("name=\"csrf\" value=\"").expect("a form with a word");
        (rest.split('"').next().unwrap().to_owned(), cookie)
    }

    /// What the server answers to a form sent to `address`.
    pub(crate) fn post(&self, address: &str, cookie: &str, form: &str) -> Answer {
        let request = request(Method::POST, address)
            .header(header::COOKIE, cookie)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.ask(request.body(Body::from(form.to_owned())).unwrap())
    }
}

/// A request as a browser on this machine sends it.
pub(crate) fn request(method: Method, address: &str) -> axum::http::request::Builder {
    Request::builder().method(method).uri(address).header(header::HOST, "127.0.0.1:7820")
}
