//! Two people at two computers: they exchange cards, compare words, share, answer, and read each other's answers together; and somebody
//! without the program reads a page in a browser.

use std::{fs, process::Command};

use mend_tests::driver::{Browser, Canary, Stage};

use crate::person::{PASSPHRASE, Person};

#[test]
fn two_people_share_answer_and_read_each_other() {
    let first = Stage::set_apart().unwrap();
    let second = Stage::set_beside(&first).unwrap();
    let (ash, sam) = (Person::at(&first).unwrap(), Person::at(&second).unwrap());
    // What goes from hand to hand.
    let hands = tempfile::tempdir().unwrap();
    let file = |name: &str| hands.path().join(name);

    // Cards, and the words that belong to both.
    for person in [&ash, &sam] {
        person.app.together().unwrap();
    }
    let line = ash.make_card("Ash", &file("ash.txt")).unwrap();
    assert!(line.starts_with("mend-card-1:"), "{line}");
    sam.make_card("Sam", &file("sam.txt")).unwrap();
    ash.add(&file("sam.txt")).unwrap();
    sam.add(&file("ash.txt")).unwrap();
    let words = ash.words().unwrap();
    assert_eq!(words, sam.words().unwrap());
    for person in [&ash, &sam] {
        person.app.button("They are the same").unwrap().click().unwrap();
        person.app.says("It is noted that the words are the same.").unwrap();
    }

    // Ash shares one entry of two.
    let [goes, stays] = [Canary::hatch(), Canary::hatch()];
    ash.app.go("Today").unwrap();
    ash.app.editor().unwrap().type_text(&format!("The long way by the river. {}", stays.word())).unwrap();
    ash.app.is_saved_as("saved").unwrap();
    ash.app.shortcut("n").unwrap();
    ash.app.is_saved_as("blank").unwrap();
    ash.app.editor().unwrap().type_text(&format!("I was afraid of Thursday. {}", goes.word())).unwrap();
    ash.app.is_saved_as("saved").unwrap();
    ash.hash("#/share").unwrap();
    ash.choose("Sam").unwrap();
    ash.add_entry("afraid").unwrap();
    ash.app.says("Exactly this, as they will see it.").unwrap();
    let share = ash.make("Make the file", &file("share.mend")).unwrap();
    ash.app.says("The file is made").unwrap();
    let sealed = fs::read(&share).unwrap();
    assert!(sealed.starts_with(b"age-encryption.org/v1"));
    assert_eq!((goes.count(&sealed), stays.count(&sealed)), (0, 0));

    // Sam reads it, apart from their own entries, and answers.
    sam.receive(&share, "Something they want you to read").unwrap();
    sam.app.says(goes.word()).unwrap();
    assert!(!sam.app.text().unwrap().contains(stays.word()));
    sam.app.button("Write an answer").unwrap().click().unwrap();
    sam.app.field("What I heard").unwrap().type_text("That Thursday is hard").unwrap();
    let reply = sam.make("Make the file", &file("reply.mend")).unwrap();
    sam.app.says("The file is made.").unwrap();
    sam.stage.double_click(&share).unwrap();
    sam.app.says("You have this one already.").unwrap();
    sam.app.go("Journal").unwrap();
    sam.app.says("Nothing is written yet.").unwrap();
    assert!(!sam.app.text().unwrap().contains("afraid of Thursday"), "it is no entry of Sam’s");

    // This one is chosen with the desktop's dialog, once left for later, and once with the dialog closed again.
    ash.app.go("Together").unwrap();
    ash.app.button("Open a file…").unwrap().click().unwrap();
    ash.app.cancel_dialog().unwrap();
    ash.app.button("Open a file…").unwrap().click().unwrap();
    ash.app.answer_dialog(&reply).unwrap();
    ash.app.says("An answer to something you shared").unwrap();
    ash.app.button("Not now").unwrap().click().unwrap();
    ash.receive(&reply, "An answer to something you shared").unwrap();
    ash.app.says("That Thursday is hard").unwrap();

    // A question that both answer. Neither reads before both have answered.
    ash.hash("#/ask").unwrap();
    ash.choose("Sam").or_else(|_| ash.app.says("Sam")).unwrap();
    ash.app.field("The question").unwrap().type_text("What was one good minute?").unwrap();
    ash.app.field("Your answer").unwrap().type_text("The peach stone").unwrap();
    let ask = ash.make("Make my answer final, and make the file", &file("ask.mend")).unwrap();
    sam.receive(&ask, "A question for both of you").unwrap();
    sam.app.says("What was one good minute?").unwrap();
    assert!(!sam.app.text().unwrap().contains("peach stone"));
    sam.app.field("Your answer").unwrap().type_text("You were humming").unwrap();
    let answer = sam.make("Make my answer final, and make the file", &file("answer.mend")).unwrap();
    ash.receive(&answer, "Their answer to a question you asked").unwrap();
    ash.app.says("You were humming").unwrap();
    let reveal = ash.make("Make the last file", &file("reveal.mend")).unwrap();
    sam.receive(&reveal, "What opens their answer").unwrap();
    sam.app.says("The peach stone").unwrap();
    sam.app.says("Mend checked that theirs is the one they made final").unwrap();

    // A file that waits while the journal is locked is opened after unlocking. This one went from here: it shows what went.
    ash.app.lock().unwrap();
    ash.stage.double_click(&share).unwrap();
    ash.app.unlock_to_a_file(PASSPHRASE).unwrap();
    ash.app.says("You made this file yourself.").unwrap();
    ash.app.says(goes.word()).unwrap();
    ash.stage.double_click(&reply).unwrap();
    ash.app.says("You have this one already.").unwrap();
    // The answer is with who wrote it, too, though its words are nowhere else.
    sam.stage.double_click(&reply).unwrap();
    sam.app.part("heading", "Your answer to Ash").unwrap();
    sam.app.says("That Thursday is hard").unwrap();

    ash.app.quit().unwrap();
    sam.app.quit().unwrap();
    // Nothing of it is on either disk in clear.
    for stage in [&first, &second] {
        for canary in [&goes, &stays] {
            assert_eq!(canary.files_below(stage.folder(), Some(stage.since())).unwrap(), Vec::<String>::new());
        }
    }
}

#[test]
fn somebody_without_the_program_reads_a_page_in_a_browser() {
    let stage = Stage::set_apart().unwrap();
    let ash = Person::at(&stage).unwrap();
    ash.app.editor().unwrap().type_text("Soup for three. <script>document.title = 'no'</script>").unwrap();
    ash.app.is_saved_as("saved").unwrap();
    ash.app.together().unwrap();
    ash.hash("#/share").unwrap();
    ash.choose("Somebody who doesn’t have Mend").unwrap();
    ash.add_entry("Soup").unwrap();
    ash.app.field("For whom it is").unwrap().type_text("my sister").unwrap();
    ash.app.field("A passphrase for this page").unwrap().type_text("candle orbit gentle copper window").unwrap();
    let hands = tempfile::tempdir().unwrap();
    let page = ash.make("Make the page", &hands.path().join("page.html")).unwrap();
    ash.app.says("The page is made").unwrap();
    ash.app.quit().unwrap();

    let html = fs::read_to_string(&page).unwrap();
    assert!(!html.contains("Soup"), "the page holds nothing in clear");
    let browser = Browser::open(&stage, &page).unwrap();
    browser.says("It opens with the passphrase that they tell you").unwrap();
    browser.type_passphrase("candle orbit gentle copper").unwrap();
    browser.press("Open").unwrap();
    browser.says("This passphrase does not open it.").unwrap();
    browser.type_passphrase("candle orbit gentle copper window").unwrap();
    browser.press("Open").unwrap();
    browser.says("Soup for three. <script>").unwrap();
    let asked =
        "return performance.getEntriesByType('resource').map((one) => one.name).filter((name) => !name.startsWith('blob:'))";
    assert_eq!(browser.run(asked, &[]).unwrap().as_array().map(Vec::len), Some(0), "nothing was fetched");
    assert_eq!(browser.run("return document.title", &[]).unwrap(), "Mend");
    drop(browser);

    // And with the stock tools alone, as FORMAT.md says.
    let script = r#"sed -n '/<script type="application\/octet-stream"/,/<\/script>/p' page.html | sed '1d;$d' | base64 -d > page.age
        (sleep 1; echo 'candle orbit gentle copper window'; sleep 3) | script -qec 'age -d -o page.txt page.age' /dev/null > /dev/null
        cat page.txt"#;
    let opened = Command::new("bash").args(["-c", script]).current_dir(hands.path()).output().unwrap();
    let text = String::from_utf8_lossy(&opened.stdout);
    assert!(
        text.starts_with("Mend page 1\n") && text.contains("Soup for three."),
        "{text} {}",
        String::from_utf8_lossy(&opened.stderr)
    );
}
