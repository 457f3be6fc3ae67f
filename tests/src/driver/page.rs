//! What is on the page: parts found by role and accessible name, as a screen reader would name them.

use fantoccini::{
    Locator,
    elements::{Element, ElementRef},
    error::CmdError,
    wd::WebDriverCompatibleCommand,
};
use http::Method;
use serde_json::Value;
use url::{ParseError, Url};

use super::{Program, Result, until};

/// Elements that can have a role; WebKit itself says which name they have.
const ROLES: [(&str, &str); 12] = [
    ("button", "button"),
    ("combobox", "select, [role=combobox]"),
    ("gridcell", "[role=grid] button"),
    ("menuitem", "[role=menuitem]"),
    ("heading", "h1, h2, h3"),
    ("link", "a[href]"),
    ("radio", "input[type=radio]"),
    ("slider", "input[type=range], [role=slider]"),
    ("tab", "[role=tab]"),
    ("searchbox", "input[type=search]"),
    ("textbox", "input:not([type]), input[type=text], input[type=password], textarea, [role=textbox]"),
    ("checkbox", "input[type=checkbox]"),
];

/// Something on the page.
#[derive(Debug)]
pub struct Part<'a> {
    program: &'a Program<'a>,
    element: Element,
    /// The role and the name it was found by.
    known: Option<(String, String)>,
}

impl<'a> Program<'a> {
    /// Waits for the part with this role and name.
    pub fn part(&'a self, role: &str, name: &str) -> Result<Part<'a>> {
        until(&format!("there is a {role} “{name}”"), || self.find(role, name))
    }

    /// Waits until there is no such part.
    pub fn part_is_gone(&self, role: &str, name: &str) -> Result<()> {
        until(&format!("there is no {role} “{name}”"), || Ok(self.find(role, name)?.is_none().then_some(())))
    }

    fn find(&'a self, role: &str, name: &str) -> Result<Option<Part<'a>>> {
        let (_, css) = ROLES.iter().find(|(known, _)| *known == role).ok_or_else(|| format!("no selector for a {role}"))?;
        for element in self.all(css)? {
            let label = self.ask(async |client| client.issue_cmd(Label(element.element_id())).await)?;
            if label.as_str() == Some(name) {
                let known = Some((role.to_owned(), name.to_owned()));
                return Ok(Some(Part { program: self, element, known }));
            }
        }
        Ok(None)
    }

    /// A button.
    pub fn button(&'a self, name: &str) -> Result<Part<'a>> {
        self.part("button", name)
    }

    /// A link.
    pub fn link(&'a self, name: &str) -> Result<Part<'a>> {
        self.part("link", name)
    }

    /// A field for text.
    pub fn field(&'a self, name: &str) -> Result<Part<'a>> {
        self.part("textbox", name)
    }

    /// The field of the Journal page.
    pub fn search_field(&'a self) -> Result<Part<'a>> {
        self.part("searchbox", "Search your words")
    }

    /// What one writes on.
    pub fn editor(&'a self) -> Result<Part<'a>> {
        self.field("Entry")
    }

    /// Waits for the first entry in a list.
    pub fn first_entry(&'a self) -> Result<Part<'a>> {
        until("there is an entry in the list", || {
            let element = self.all("[data-entry] a")?.into_iter().next();
            Ok(element.map(|element| Part { program: self, element, known: None }))
        })
    }

    /// Turns to a page by the rail and waits for its heading.
    pub fn go(&'a self, page: &str) -> Result<()> {
        self.link(page)?.click()?;
        if page == "Today" {
            return self.editor().map(drop);
        }
        self.part("heading", page).map(drop)
    }

    /// Waits until the page says this where one can read it.
    pub fn says(&self, words: &str) -> Result<()> {
        until(&format!("the page says “{words}”"), || Ok(self.text()?.contains(words).then_some(())))
    }

    /// Everything one can read on the page.
    pub fn text(&self) -> Result<String> {
        Ok(self.run("return document.body.innerText", &[])?.as_str().unwrap_or_default().to_owned())
    }

    /// Waits until what was written is stored, or is not.
    pub fn is_saved_as(&self, state: &str) -> Result<()> {
        until(&format!("the saved state is “{state}”"), || {
            let now = self.run("return document.querySelector('[role=status][data-state]').dataset.state", &[])?;
            Ok((now.as_str() == Some(state)).then_some(()))
        })
    }

    /// Runs a script on the page.
    pub fn run(&self, script: &str, arguments: &[Value]) -> Result<Value> {
        self.ask(async |client| client.execute(script, arguments.to_vec()).await)
    }

    /// Runs a script that answers later, by its only argument.
    pub fn run_async(&self, script: &str) -> Result<Value> {
        self.ask(async |client| client.execute_async(script, Vec::new()).await)
    }

    fn all(&self, css: &str) -> Result<Vec<Element>> {
        self.ask(async |client| client.find_all(Locator::Css(css)).await)
    }
}

impl Part<'_> {
    /// Clicks on it. Its window may be gone before the driver can say that it was done.
    pub fn click(&self) -> Result<()> {
        self.even_if_drawn_anew(async |element| match element.click().await {
            Err(error) if error.is_no_such_window() => Ok(()),
            done => done,
        })
    }

    /// Does something with it. Between finding and using it, a page may have drawn it anew: then it is looked for once more.
    fn even_if_drawn_anew(&self, deed: impl AsyncFn(&Element) -> Result<(), CmdError>) -> Result<()> {
        let stale = self.program.ask(async |_| match deed(&self.element).await {
            Err(error) if error.is_stale_element_reference() && self.known.is_some() => Ok(true),
            done => done.map(|()| false),
        })?;
        match &self.known {
            Some((role, name)) if stale => {
                let anew = self.program.part(role, name)?;
                self.program.ask(async |_| deed(&anew.element).await)
            }
            _ => Ok(()),
        }
    }

    /// Types into it, key by key.
    pub fn type_text(&self, text: &str) -> Result<()> {
        self.even_if_drawn_anew(async |element| element.send_keys(text).await)
    }

    /// Selects its text and types in place of it.
    pub fn retype(&self, text: &str) -> Result<()> {
        self.even_if_drawn_anew(async |element| {
            element.clear().await?;
            element.send_keys(text).await
        })
    }

    /// Puts the focus on it.
    pub fn focus(&self) -> Result<()> {
        let element = serde_json::to_value(&self.element)?;
        self.program.run("arguments[0].focus()", &[element]).map(drop)
    }

    /// Its text, as one can read it.
    pub fn text(&self) -> Result<String> {
        self.program.ask(async |_| self.element.text().await)
    }

    /// What stands in a field.
    pub fn value(&self) -> Result<String> {
        Ok(self.program.ask(async |_| self.element.prop("value").await)?.unwrap_or_default())
    }

    /// Whether it can be used.
    pub fn is_enabled(&self) -> Result<bool> {
        self.program.ask(async |_| self.element.is_enabled().await)
    }
}

/// WebDriver's "Get Computed Label", which fantoccini has no method for.
#[derive(Debug)]
struct Label(ElementRef);

impl WebDriverCompatibleCommand for Label {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!("session/{}/element/{}/computedlabel", session.unwrap_or_default(), self.0))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::GET, None)
    }
}
