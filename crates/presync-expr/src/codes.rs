//! Stable codes: an enum of kinds, each with the spelling that files and other processes see. Not
//! what the kinds mean.

macro_rules! codes {
    ($(#[$about:meta])+ $kinds:ident; $($(#[$doc:meta])+ $name:ident = $spelling:literal,)+) => {
        $(#[$about])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum $kinds {
            $($(#[$doc])+ $name,)+
        }

        impl $kinds {
            /// All of them, in order.
            pub const ALL: &'static [$kinds] = &[$($kinds::$name,)+];

            /// The stable spelling used in files and across process borders.
            pub fn as_str(self) -> &'static str {
                match self {
                    $($kinds::$name => $spelling,)+
                }
            }
        }

        impl std::fmt::Display for $kinds {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}

pub(crate) use codes;
