//! `cargo xtask run`: from a fresh machine to a window.

use std::io::{self, IsTerminal};
use std::process::Command;

use anyhow::{Result, bail};

use crate::app;
use crate::demo::{self, Demo};
use crate::display::{Display, VirtualDisplay};
use crate::node;
use crate::packages::{self, Purpose};
use crate::picture::Picture;
use crate::process::Running;
use crate::progress::{Progress, Step};
use crate::stamp;
use crate::workspace::{Profile, Workspace};

/// What `run` takes.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Open a throw-away journal with six months in it.
    #[arg(long)]
    demo: bool,
    /// Build as for people: slower to build, faster to run.
    #[arg(long)]
    release: bool,
    /// Where there is no display: end once the picture of the window is saved.
    #[arg(long)]
    picture_only: bool,
    /// Passed on to the app.
    #[arg(last = true)]
    args: Vec<String>,
}

/// Sets up, builds and starts the app, and returns when it has ended.
pub(crate) fn run(workspace: &Workspace, options: &Options) -> Result<()> {
    let mut purposes = vec![Purpose::Compile, Purpose::Window];
    if Display::must_be_virtual() {
        purposes.push(Purpose::VirtualDisplay);
    }
    let profile = if options.release { Profile::Release } else { Profile::Debug };

    let mut progress = Progress::of(if options.demo { 5 } else { 4 });
    progress.step("system packages", |step| packages::provide(&purposes, step))?;
    progress.step("node modules", |step| node::install_modules(workspace, step))?;
    progress.step("pages", |step| node::build_pages(workspace, step))?;
    let app = progress.step("app", |step| app::build(workspace, profile, step))?;
    let demo = match options.demo {
        true => Some(progress.step("demo journal", |step| Demo::write(workspace, step))?),
        false => None,
    };

    // Dropped from the last to the first: the app ends before its display and before its journal is deleted.
    let display = Display::open()?;
    let mut command = display.command(&app);
    command.args(demo.iter().flat_map(Demo::arguments)).args(&options.args);
    if demo.is_some() {
        println!("the demo journal's passphrase is: {}", demo::PASSPHRASE);
    }
    match &display {
        Display::Desktop => Running::apart(&mut command)?.finish(),
        Display::Virtual(display) => {
            let stay = io::stdin().is_terminal() && !options.picture_only;
            show(workspace, display, &mut command, demo.is_some(), stay)
        }
    }
}

/// Starts the app where nobody sees it and saves a picture of what it shows.
fn show(workspace: &Workspace, display: &VirtualDisplay, app: &mut Command, demo: bool, stay: bool) -> Result<()> {
    let mut running = Running::apart(app)?;
    let file = workspace.own("window.png");
    Step::take("waiting for the window", |step| {
        step.makes_noise(); // the app may say something
        let mut watch = || match running.ended()? {
            Some(status) => bail!("mend ended ({status}) before its window was seen; its messages, above, say why"),
            None => Ok(()),
        };
        let mut picture = Picture::wait(display, &mut watch)?;
        if demo {
            picture.type_line(display, demo::PASSPHRASE)?;
            picture = picture.wait_for_next(display, &mut watch)?;
        }
        stamp::create_folder(&workspace.own(""))?;
        picture.save(display, &file)
    })?;
    println!("it works; a picture of the window is in {}", file.display());
    if stay {
        println!("the app keeps running on the virtual display; Ctrl-C ends it");
        running.finish()?;
    }
    Ok(())
}
