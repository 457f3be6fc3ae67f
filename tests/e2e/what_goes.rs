//! What somebody chooses goes, all of it and nothing else: passages, several entries, worksheets, pictures, a time of one measure;
//! and the other keeps it, finds it, declines it or throws it away. Then a card is replaced, and somebody stops sharing.

use std::fs;

use mend_tests::driver::{Result, Stage, until};

use crate::person::Person;

#[test]
fn what_is_chosen_goes_and_nothing_else() -> Result<()> {
    let first = Stage::set_apart()?;
    let second = Stage::set_beside(&first)?;
    let (lina, noor) = (Person::with_the_demo(&first)?, Person::at(&second)?);
    let hands = tempfile::tempdir()?;
    let file = |name: &str| hands.path().join(name);

    noor.app.editor()?.type_text("Carried a crate of bottles down.")?;
    noor.app.is_saved_as("saved")?;

    // One card goes as a picture, the other as a line in a message.
    lina.app.together()?;
    noor.app.together()?;
    noor.make_card("Noor", &file("noor.txt"))?;
    noor.app.button("Save the picture…")?.click()?;
    noor.app.answer_dialog(&file("noor.png"))?;
    noor.app.says("The picture is saved.")?;
    lina.hash("#/addpartner")?;
    lina.app.field("Their card, as text")?;
    lina.drop_file(&file("noor.png"), "image/png")?;
    lina.app.button("Add this person")?.click()?;
    noor.hash("#/addpartner")?;
    noor.app.field("Their card, as text")?;
    noor.app.paste(&format!("Here it is: {}", lina.card_line()?))?;
    noor.app.button("Add this person")?.click()?;
    lina.page_of("Noor")?;
    let words = lina.words()?;
    assert_eq!(words, noor.words()?);
    for person in [&lina, &noor] {
        person.app.button("They are the same")?.click()?;
        person.app.says("It is noted that the words are the same.")?;
    }

    // Two that were picked in the list, a blurred one, a worksheet, and one with a picture.
    lina.app.go("Journal")?;
    lina.app.button("Select")?.click()?;
    lina.app.says("0 picked")?;
    lina.app.run(
        "[...document.querySelectorAll('[data-entry] input[type=checkbox]')].slice(1, 3).forEach((box) => box.click())",
        &[],
    )?;
    lina.app.says("2 picked")?;
    lina.app.button("Share…")?.click()?;
    lina.choose("Noor")?;
    lina.add_one_called("A blurred entry", "squared")?;
    lina.add_entry("sixteen bottles")?;
    lina.add_entry("valve to the next")?;
    lina.app.says("You blurred this entry. It doesn’t go unless you say so here.")?;
    let goes = lina.preview()?;
    assert!(goes.contains("The car read out a message"), "the worksheet’s answers go: {goes}");
    assert!(goes.contains("sat in the van") && !goes.contains("small things"), "tags stay unless they are chosen: {goes}");
    assert!(!goes.contains("second column"), "a blurred entry stays: {goes}");
    assert_eq!(lina.pictures_drawn(1)?, 1);
    // Each thing goes or stays by itself, and the page follows.
    lina.app.button("Choose what of “Fog” goes")?.click()?;
    lina.app.part("checkbox", "The tags: work, small things")?.click()?;
    until("the tags go", || Ok(lina.preview()?.contains("small things").then_some(())))?;
    lina.app.part("checkbox", "Picture 1")?.click()?;
    let pictures = "return document.querySelectorAll('.sheet img').length";
    until("the picture stays", || Ok((lina.app.run(pictures, &[])?.as_u64() == Some(0)).then_some(())))?;
    lina.app.part("checkbox", "Picture 1")?.click()?;
    assert_eq!(lina.pictures_drawn(1)?, 1);
    let share = lina.make("Make the file", &file("share.mend"))?;
    lina.app.says("The file is made")?;

    // Dropped on the page, kept, read, found where it is and nowhere else.
    noor.app.go("Together")?;
    noor.drop_file(&share, "application/octet-stream")?;
    noor.app.says("The signature matches the card whose words you compared")?;
    noor.app.says("4 texts")?;
    assert!(!noor.app.text()?.contains("the van"), "nothing is shown before it is kept");
    noor.app.button("Keep and read")?.click()?;
    noor.app.says("sat in the van")?;
    noor.app.says("The car read out a message")?;
    assert!(!noor.app.text()?.contains("second column"));
    assert_eq!(noor.pictures_drawn(1)?, 1);
    noor.hash("#/together")?;
    noor.app.part("searchbox", "Search what came")?.type_text("bottles")?;
    noor.app.says("1 found")?;
    noor.app.go("Journal")?;
    noor.app.search_field()?.type_text("bottles")?;
    noor.app.says("1 entry found")?;
    assert!(noor.app.text()?.contains("crate of bottles"), "what one wrote oneself, and not what came");

    // A passage: declined unread, and not to be opened again.
    lina.open_entry("Lanterns")?;
    lina.select_passage("Juno sat on the step and received them.")?;
    lina.app.button("More")?.click()?;
    lina.app.button("Share the selected passage…")?.click()?;
    lina.choose("Noor")?;
    let goes = lina.preview()?;
    assert!(goes.contains("Juno sat on the step") && !goes.contains("hedgehog"), "{goes}");
    let passage = lina.make("Make the file", &file("passage.mend"))?;
    noor.stage.double_click(&passage)?;
    noor.app.says("Nothing of what it says is shown here.")?;
    noor.app.button("Decline unread")?.click()?;
    noor.app.part("heading", "Decline it unread?")?;
    noor.app.run("document.querySelector('dialog[open]').querySelectorAll('button').forEach((one) => one.textContent.trim() === 'Decline unread' && one.click())", &[])?;
    noor.app.says("Nothing of what it said was kept, and they are not told.")?;
    noor.stage.double_click(&passage)?;
    noor.app.says("You declined this one unread")?;

    // From a worksheet, by the menu of its page; what was begun can be left.
    lina.open_entry("tidy bottles date")?;
    lina.app.button("More")?.click()?;
    lina.app.button("Share this entry…")?.click()?;
    let goes = lina.preview()?;
    assert!(goes.contains("The car read out a message") && goes.contains("sixteen bottles"), "{goes}");
    lina.app.button("Not now")?.click()?;

    // A time of one measure, from its picture: kept, and thrown away with everything else that came.
    lina.app.go("Feelings")?;
    lina.app.button("Share this period of Trust…")?.click()?;
    lina.choose("Noor")?;
    let goes = lina.preview()?;
    assert!(goes.contains("Trust"), "{goes}");
    let measure = lina.make("Make the file", &file("measure.mend"))?;
    noor.receive(&measure, "Something they want you to read")?;
    noor.app.says("Trust")?;
    until("its days are drawn", || {
        Ok(noor
            .app
            .run("return document.querySelectorAll('.measure svg path.raw').length", &[])?
            .as_u64()
            .filter(|paths| *paths > 0)
            .map(drop))
    })?;
    noor.app.button("Move to trash")?.click()?;
    noor.app.says("What came was moved to the trash.")?;
    noor.app.button("Undo")?.click()?;
    noor.app.part_is_gone("button", "Undo")?;
    noor.hash("#/together")?;
    noor.app.says("declined unread, nothing of it is here")?;
    until("two that can be read came", || {
        Ok((noor.app.run("return document.querySelectorAll('a.opens[href^=\"#/received\"]').length", &[])?.as_u64() == Some(3))
            .then_some(()))
    })?;

    // What went can be looked at again, as it went, with its picture.
    lina.stage.double_click(&share)?;
    lina.app.part("heading", "What you shared with Noor")?;
    lina.app.says("sat in the van")?;
    assert!(!lina.app.text()?.contains("second column"));
    assert_eq!(lina.pictures_drawn(1)?, 1);
    lina.app.button("Close")?.click()?;
    lina.app.part_is_gone("heading", "What you shared with Noor")?;

    // Everything that went is on the list, with nothing of what stayed.
    lina.hash("#/together")?;
    lina.app.says("Trust, over time")?;
    lina.app.quit()?;
    noor.app.quit()
}

#[test]
fn a_new_card_is_loud_and_stopping_is_quiet() -> Result<()> {
    let first = Stage::set_apart()?;
    let second = Stage::set_beside(&first)?;
    let (ash, sam) = (Person::at(&first)?, Person::at(&second)?);
    let hands = tempfile::tempdir()?;
    let file = |name: &str| hands.path().join(name);
    ash.app.together()?;
    sam.app.together()?;
    ash.make_card("Ash", &file("ash.txt"))?;
    sam.make_card("Sam", &file("sam.txt"))?;
    ash.add(&file("sam.txt"))?;
    ash.words()?;
    ash.app.button("They are the same")?.click()?;
    ash.app.says("It is noted that the words are the same.")?;
    sam.app.quit()?;

    // Sam has a new computer, and with it a new journal and a new card.
    let sam = Person::at_another(&second, &second.folder().join("journals/new.mend"))?;
    sam.app.together()?;
    let line = sam.make_card("Sam", &file("sam-new.txt"))?;
    sam.add(&file("ash.txt"))?;

    // As a new person, it is stopped at: the name is known, the keys are not.
    ash.hash("#/addpartner")?;
    ash.app.field("Their card, as text")?;
    ash.app.paste(&line)?;
    ash.app.says("Stop here for a moment: you have another card with this name")?;
    ash.app.button("It replaces the card of Sam")?.click()?;
    ash.app.says("Their card was replaced on")?;
    ash.app.says("Compare the words of this one before you share anything more")?;

    // What comes before the words were compared says so, and what goes, too.
    sam.app.go("Today")?;
    sam.app.editor()?.type_text("The boxes are all unpacked but one.")?;
    sam.app.is_saved_as("saved")?;
    sam.hash("#/share")?;
    sam.choose("Ash")?;
    sam.add_entry("unpacked")?;
    let share = sam.make("Make the file", &file("share.mend"))?;
    ash.stage.double_click(&share)?;
    ash.app.says("The signature matches their card. You haven’t compared words yet, so it could be somebody else’s card.")?;
    ash.app.link("Compare words with them")?.click()?;
    let words = ash.words()?;
    sam.page_of("Ash")?;
    assert_eq!(words, sam.words()?, "the words are those of the new card");
    ash.app.button("They are the same")?.click()?;
    ash.app.says("It is noted that the words are the same.")?;
    assert!(!ash.app.text()?.contains("Their card was replaced on"));

    // The file still waits, and is told from anew.
    ash.hash("#/arrived")?;
    ash.app.says("The signature matches the card whose words you compared on")?;
    ash.app.button("Keep and read")?.click()?;
    ash.app.says("The boxes are all unpacked but one.")?;

    // What is none, or was changed on its way, is said in clear words, and nothing is kept.
    ash.hash("#/together")?;
    ash.app.button("Open a file…")?;
    fs::write(file("none.mend"), "nothing of that sort")?;
    ash.drop_file(&file("none.mend"), "application/octet-stream")?;
    ash.app.says("This is not a file that Mend opens here.")?;
    let mut changed = fs::read(&share)?;
    if let Some(last) = changed.last_mut() {
        *last ^= 1;
    }
    fs::write(file("changed.mend"), changed)?;
    ash.stage.double_click(&file("changed.mend"))?;
    ash.app.says("This file was changed on its way, or is not whole.")?;
    ash.app.go("Feelings")?;
    assert!(!ash.app.text()?.contains("changed on its way"), "what went wrong is not said on the next page");

    // Ash stops, and takes it back.
    ash.page_of("Sam")?;
    ash.app.button("Don’t share more with Sam")?.click()?;
    ash.app.says("What they have stays with them.")?;
    ash.hash("#/share")?;
    ash.app.button("Why is somebody missing here?")?.click()?;
    ash.app.says("you decided not to share more with Sam")?;
    ash.app.link("Change that on the page of Sam")?.click()?;
    ash.app.button("Share with Sam again")?.click()?;
    ash.app.button("Don’t share more with Sam")?;
    ash.app.quit()?;
    sam.app.quit()
}
