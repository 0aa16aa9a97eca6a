use super::*;
use tifa_wording::Corpus;
use tifa_wording::text::BLOCK_END;

#[test]
fn positions_of_pairs_are_those_of_the_text() {
    let desk = busy_desk(12);
    desk.add();
    let archive = desk.archive();
    let texts = archive.texts(&Filter::default()).unwrap();
    assert_eq!(texts.numbers().len(), 12);
    for pair in [['对', '话'], ['山', '海'], ['校', '友']] {
        let mut found = Vec::new();
        texts.places(pair, &mut |number, positions| found.push((number, positions.to_vec()))).unwrap();
        found.sort();
        let mut expect = Vec::new();
        for &number in texts.numbers() {
            let letters: Vec<char> = texts.letters(number).unwrap().folded.chars().collect();
            let at = |i: usize| letters[i..].starts_with(&pair);
            let positions: Vec<u32> = (0..letters.len()).filter(|&i| at(i)).map(|i| i as u32).collect();
            expect.extend((!positions.is_empty()).then_some((number, positions)));
        }
        assert_eq!(found, expect, "{pair:?}");
        assert!(texts.spread(pair).unwrap() >= found.len() as u64);
    }
}

#[test]
fn a_text_leads_home_and_knows_its_voices() {
    let desk = Desk::new();
    desk.post("a.md", "2031-05-06", "東海國外長林遠舟表示，不衝\n突、不對抗是底線。會議下午結束。");
    desk.add();
    let archive = desk.archive();
    let texts = archive.texts(&Filter::default()).unwrap();
    let text = texts.text(0).unwrap();
    let head = texts.head(0).unwrap();
    assert_eq!(text.letters, *texts.letters(0).unwrap());
    assert!(text.letters.folded.ends_with(BLOCK_END));
    let at = text.letters.folded.find("不冲突不对抗").unwrap();
    let range = tifa_text::ByteRange::new(at, at + "不冲突不对抗".len());
    let passage = text.cite(&head, range).unwrap();
    assert_eq!(passage.text, "不衝突、不對抗");
    let bytes = std::fs::read(desk.dir.path().join(&passage.source)).unwrap();
    assert_eq!(&bytes[passage.start as usize..passage.end as usize], "不衝\n突、不對抗".as_bytes());
    let voice = text.voice_at(range).unwrap();
    assert_eq!(voice.speaker, "林遠舟");
    assert!(texts.is_speaker("林远舟", &text, voice) && !texts.is_speaker("王远舟", &text, voice));
}

#[test]
fn a_filter_narrows_the_texts_and_numbers_stay() {
    let desk = Desk::new();
    desk.post("a.md", "2031-05-06", "林遠舟說，山海之約不變。");
    desk.post("b.md", "2031-06-06", "山海之約不變。");
    desk.add();
    let archive = desk.archive();
    let filter = Filter { from: Some("2031-06-01".parse().unwrap()), ..Filter::default() };
    let texts = archive.texts(&filter).unwrap();
    assert_eq!(texts.numbers(), [1]);
    assert_eq!(texts.head(1).unwrap().source, "press/b.md");
    let mut found = Vec::new();
    texts.places(['山', '海'], &mut |number, _| found.push(number)).unwrap();
    assert_eq!(found, [1]);
}
