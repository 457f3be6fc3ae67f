//! Somebody at a computer, and what they do to share: for tests with two of them.

use std::{
    fs,
    path::{Path, PathBuf},
};

use mend_tests::{
    demo,
    driver::{Key, Program, Result, Stage, until},
};

pub(crate) const PASSPHRASE: &str = "velvet harbour mosaic quince";

/// Somebody at a computer.
pub(crate) struct Person<'a> {
    pub(crate) stage: &'a Stage,
    pub(crate) app: Program<'a>,
}

impl<'a> Person<'a> {
    pub(crate) fn at(stage: &'a Stage) -> Result<Self> {
        let app = stage.start()?;
        app.create(PASSPHRASE)?;
        Ok(Self { stage, app })
    }

    /// Somebody who has written for half a year.
    pub(crate) fn with_the_demo(stage: &'a Stage) -> Result<Self> {
        demo::write(&stage.journal(), chrono::Local::now().fixed_offset())?;
        let app = stage.start()?;
        app.unlock(demo::PASSPHRASE)?;
        Ok(Self { stage, app })
    }

    /// The same person with a new journal in another file.
    pub(crate) fn at_another(stage: &'a Stage, journal: &Path) -> Result<Self> {
        let app = stage.start_with(journal)?;
        app.create(PASSPHRASE)?;
        Ok(Self { stage, app })
    }

    pub(crate) fn hash(&self, address: &str) -> Result<()> {
        self.app.run("location.hash = arguments[0]", &[address.into()]).map(drop)
    }

    /// Makes a card and saves it as a file.
    pub(crate) fn make_card(&self, name: &str, to: &Path) -> Result<String> {
        self.hash("#/card")?;
        self.app.field("The name on it")?.type_text(name)?;
        self.app.button("Make my card")?.click()?;
        self.app.button("Save as a file…")?.click()?;
        self.app.answer_dialog(to)?;
        self.app.says("The card is saved.")?;
        Ok(fs::read_to_string(to)?)
    }

    /// The line of the card that is there.
    pub(crate) fn card_line(&self) -> Result<String> {
        self.hash("#/card")?;
        until("the card is there", || {
            let script = "return [...document.querySelectorAll('p')].find((one) => one.textContent.startsWith('mend-card-1:'))?.textContent";
            Ok(self.app.run(script, &[])?.as_str().map(str::to_owned))
        })
    }

    /// Lets a file go over the page. The desktop’s own part of it, dragging, is left out.
    pub(crate) fn drop_file(&self, file: &Path, media: &str) -> Result<()> {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let script = "const [name, type, bytes] = arguments;
             const dataTransfer = new DataTransfer();
             dataTransfer.items.add(new File([new Uint8Array(bytes)], name, { type }));
             const drop = (kind) => document.body.dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true }));
             drop('dragover'); drop('drop')";
        self.app.run(script, &[name.into(), media.into(), fs::read(file)?.into()]).map(drop)
    }

    /// Opens the only entry that has these words.
    pub(crate) fn open_entry(&self, words: &str) -> Result<()> {
        self.app.go("Journal")?;
        self.app.search_field()?.retype(words)?;
        // What was looked for before may still be there for a moment.
        let script = "const found = [...document.querySelectorAll('mark')].map((one) => one.textContent);
                      return found.length > 0 && found.every((one) => arguments[0].toLowerCase().split(' ').some((word) => one.toLowerCase().startsWith(word)))";
        until("the words are found", || Ok(self.app.run(script, &[words.into()])?.as_bool().filter(|found| *found).map(drop)))?;
        self.app.says("1 entry found")?;
        self.app.press(Key::Down)?;
        self.app.press(Key::Enter)
    }

    /// Marks some words of the entry that is open, as with the mouse.
    pub(crate) fn select_passage(&self, words: &str) -> Result<()> {
        let script = "const walker = document.createTreeWalker(document.querySelector('.ProseMirror') ?? document.body, NodeFilter.SHOW_TEXT);
             while (walker.nextNode()) {
               const at = walker.currentNode.data.indexOf(arguments[0]);
               if (at < 0) continue;
               walker.currentNode.parentElement.closest('.ProseMirror')?.focus();
               getSelection().setBaseAndExtent(walker.currentNode, at, walker.currentNode, at + arguments[0].length);
               return true;
             }
             return false";
        until("the words are there", || Ok(self.app.run(script, &[words.into()])?.as_bool().filter(|found| *found).map(drop)))
    }

    /// What the page says that goes, once it is all there.
    pub(crate) fn preview(&self) -> Result<String> {
        let script = "const preview = [...document.querySelectorAll('section')].find((one) => one.querySelector('h2')?.textContent === 'This is what goes');
                      return preview?.ariaBusy === 'false' ? preview.innerText : null";
        until("it is shown what goes", || {
            Ok(self.app.run(script, &[])?.as_str().filter(|text| text.contains("About ")).map(str::to_owned))
        })
    }

    /// How many pictures are drawn in what goes or came, once there are as many as that.
    pub(crate) fn pictures_drawn(&self, least: u64) -> Result<u64> {
        let script = "return [...document.querySelectorAll('article img, .sheet img, .letter img')].filter((one) => one.naturalWidth > 0).length";
        until("pictures are drawn", || Ok(self.app.run(script, &[])?.as_u64().filter(|drawn| *drawn >= least)))
    }

    /// Adds the other by the file of their card.
    pub(crate) fn add(&self, card: &Path) -> Result<()> {
        self.hash("#/addpartner")?;
        self.app.button("Choose a file…")?.click()?;
        self.app.answer_dialog(card)?;
        self.app.button("Add this person")?.click()?;
        self.app.button("Compare the words").map(drop)
    }

    /// Turns to the page about somebody, by the list of people.
    pub(crate) fn page_of(&self, called: &str) -> Result<()> {
        self.hash("#/together")?;
        let script = "[...document.querySelectorAll('a[href^=\"#/partner/\"]')].find((one) => one.textContent.includes(arguments[0]))?.click();
                      return document.querySelector('h1')?.textContent === arguments[0]";
        until("their page is there", || Ok(self.app.run(script, &[called.into()])?.as_bool().filter(|there| *there).map(drop)))
    }

    /// The six words on the person's page.
    pub(crate) fn words(&self) -> Result<Vec<String>> {
        self.app.button("Compare the words")?.click()?;
        until("six words are there", || {
            let script = "return [...document.querySelectorAll('ol li')].map((word) => word.textContent.trim())";
            let words = self.app.run(script, &[])?;
            let words: Vec<String> =
                words.as_array().into_iter().flatten().filter_map(|word| Some(word.as_str()?.to_owned())).collect();
            Ok((words.len() == 6).then_some(words))
        })
    }

    /// Double-clicks a file that came, and keeps it.
    pub(crate) fn receive(&self, file: &Path, says: &str) -> Result<()> {
        self.stage.double_click(file)?;
        self.app.says(says)?;
        self.app.says("The signature matches the card whose words you compared")?;
        self.app.button("Keep and read")?.click()
    }

    /// Presses the button that makes a file, and says where.
    pub(crate) fn make(&self, button: &str, to: &Path) -> Result<PathBuf> {
        let pressable = || Ok(self.app.button(button)?.is_enabled()?.then_some(()));
        until(&format!("“{button}” can be pressed"), pressable)?;
        self.app.button(button)?.click()?;
        self.app.answer_dialog(to)?;
        until("the file is there", || Ok(to.exists().then_some(())))?;
        Ok(to.to_owned())
    }

    /// Adds an entry to what is to be shared, by a word of it, from the keyboard.
    pub(crate) fn add_entry(&self, word: &str) -> Result<()> {
        self.add_one_called("", word)
    }

    /// The same, of all that are found the first that is called so.
    pub(crate) fn add_one_called(&self, called: &str, word: &str) -> Result<()> {
        self.app.button("Add something you wrote")?.click()?;
        self.app.part("combobox", "Find something you wrote")?;
        self.app.type_text(word)?;
        // The list of what was written lately has a name; what was found has none.
        let script = "const found = !document.querySelector('[role=listbox] [aria-labelledby]');
                      return found ? [...document.querySelectorAll('[role=option]')].findIndex((one) => one.textContent.includes(arguments[0])) : -1";
        let at = until("the entry is found", || Ok(self.app.run(script, &[called.into()])?.as_u64()))?;
        for _ in 0..at {
            self.app.press(Key::Down)?;
        }
        self.app.press(Key::Enter)?;
        self.app.press(Key::Escape)?;
        self.app.part_is_gone("combobox", "Find something you wrote")
    }

    pub(crate) fn choose(&self, label: &str) -> Result<()> {
        let script =
            "const label = [...document.querySelectorAll('label')].find((one) => one.textContent.includes(arguments[0]));
                      label?.querySelector('input')?.click(); label?.click();
                      return (label?.querySelector('input') ?? label?.control)?.checked ?? false";
        until(&format!("“{label}” can be chosen"), || {
            Ok(self.app.run(script, &[label.into()])?.as_bool().filter(|done| *done).map(drop))
        })
    }
}
