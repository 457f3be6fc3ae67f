//! What the desktop says of itself: that its screen is being locked, that the computer is about to sleep. On Linux it says so on
//! its two message buses; elsewhere the pause that sleep makes is noticed (see `autolock.rs`).

use tauri::{AppHandle, Runtime};

/// Listens for as long as the program runs. Called once, on the main thread.
#[cfg(target_os = "linux")]
pub(crate) fn listen<R: Runtime>(app: &AppHandle<R>) {
    for interface in ["org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver", "org.cinnamon.ScreenSaver", "org.mate.ScreenSaver"]
    {
        linux::on_signal(app, linux::Said { interface, member: "ActiveChanged", ..linux::Said::ON_SESSION_BUS });
    }
    let own = std::env::var("XDG_SESSION_ID").ok().map(|id| linux::session_path(&id));
    let login = linux::Said { sender: Some("org.freedesktop.login1"), ..linux::Said::ON_SYSTEM_BUS };
    let session = linux::Said { interface: "org.freedesktop.login1.Session", member: "Lock", path: own, ..login.clone() };
    linux::on_signal(app, session);
    linux::on_signal(app, linux::Said { interface: "org.freedesktop.login1.Manager", member: "PrepareForSleep", ..login });
}

/// See above.
#[cfg(not(target_os = "linux"))]
pub(crate) fn listen<R: Runtime>(_: &AppHandle<R>) {}

#[cfg(target_os = "linux")]
mod linux {
    use gtk::{
        gio::{self, BusType, Cancellable, DBusSignalFlags},
        glib::Variant,
    };
    use tauri::{AppHandle, Manager, Runtime};

    use crate::autolock::Activity;

    /// A signal that is waited for.
    #[derive(Clone)]
    pub(super) struct Said {
        pub(super) bus: BusType,
        pub(super) sender: Option<&'static str>,
        pub(super) interface: &'static str,
        pub(super) member: &'static str,
        pub(super) path: Option<String>,
    }

    impl Said {
        pub(super) const ON_SESSION_BUS: Self =
            Self { bus: BusType::Session, sender: None, interface: "", member: "", path: None };
        pub(super) const ON_SYSTEM_BUS: Self = Self { bus: BusType::System, ..Self::ON_SESSION_BUS };
    }

    /// Locks when the signal comes; without a bus it never does.
    pub(super) fn on_signal<R: Runtime>(app: &AppHandle<R>, said: Said) {
        let app = app.clone();
        gio::bus_get(said.bus, Cancellable::NONE, move |bus| {
            let Ok(bus) = bus else { return };
            // A bus that ends must not end the program.
            bus.set_exit_on_close(false);
            let (interface, member, path) = (Some(said.interface), Some(said.member), said.path.as_deref());
            bus.signal_subscribe(
                said.sender,
                interface,
                member,
                path,
                None,
                DBusSignalFlags::NONE,
                move |_, _, _, _, _, what| {
                    if begins(what) {
                        app.state::<Activity>().end();
                    }
                },
            );
            // The connection lasts as long as somebody holds it.
            std::mem::forget(bus);
        });
    }

    /// Whether something begins: `Lock` says nothing more, the others say true, and later false.
    fn begins(what: &Variant) -> bool {
        what.n_children() == 0 || what.try_child_value(0).and_then(|value| value.get()).unwrap_or(false)
    }

    /// The object that stands for a session: in its name every byte but letters and digits is written in hex, a first digit too.
    pub(super) fn session_path(id: &str) -> String {
        let mut path = String::from("/org/freedesktop/login1/session/");
        for (at, byte) in id.bytes().enumerate() {
            match byte {
                b'a'..=b'z' | b'A'..=b'Z' => path.push(char::from(byte)),
                b'0'..=b'9' if at > 0 => path.push(char::from(byte)),
                _ => path.push_str(&format!("_{byte:02x}")),
            }
        }
        path
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn signals_that_end_something_do_not_lock() {
            use gtk::glib::prelude::ToVariant;
            assert!(begins(&().to_variant()));
            assert!(begins(&(true,).to_variant()));
            assert!(!begins(&(false,).to_variant()));
            assert!(!begins(&("true",).to_variant()));
        }

        #[test]
        fn sessions_are_named_as_the_login_manager_names_them() {
            assert_eq!(session_path("2"), "/org/freedesktop/login1/session/_32");
            assert_eq!(session_path("c12"), "/org/freedesktop/login1/session/c12");
        }
    }
}
