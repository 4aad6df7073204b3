//! The one way in which a part of the model is declared: its fields are its keys in the output.

/// Declares a part of the delivery. Each field is written under its own name, in the order declared, unless it is
/// absent. `FIELDS` lists the keys, so that the schema and the documents can be held against the code.
macro_rules! record {
    (
        $(#[$attribute:meta])*
        pub struct $name:ident {
            $($(#[$field_attribute:meta])* $field:ident: $type:ty,)+
        }
    ) => {
        $(#[$attribute])*
        #[derive(Debug, Clone, Default)]
        pub struct $name<'p> {
            $($(#[$field_attribute])* pub $field: $type,)+
        }

        impl $name<'_> {
            /// The keys of this part in the output.
            pub const FIELDS: &'static [&'static str] = &[$(stringify!($field)),+];
        }

        impl $crate::json::writer::Emit for $name<'_> {
            fn is_absent(&self) -> bool {
                let Self { $($field),+ } = self;
                $($field.is_absent())&&+
            }

            fn emit(&self, out: &mut Vec<u8>) {
                let Self { $($field),+ } = self;
                let mut object = $crate::json::writer::Object::begin(out);
                $(object.member($crate::json::writer::key!(stringify!($field)), $field);)+
                object.end();
            }
        }
    };
}

/// Declares the words that a key of the delivery may hold.
macro_rules! words {
    (
        $(#[$attribute:meta])*
        pub enum $name:ident { $($(#[$word_attribute:meta])* $variant:ident = $word:literal,)+ }
    ) => {
        $(#[$attribute])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$word_attribute])* $variant,)+
        }

        impl $name {
            /// Every word, in the order of the contract.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// The word in the output.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $($name::$variant => $word,)+
                }
            }
        }

        impl $crate::json::writer::Emit for $name {
            fn emit(&self, out: &mut Vec<u8>) {
                $crate::json::writer::word(self.as_str(), out);
            }

            #[inline(always)]
            fn emit_member(&self, key: $crate::json::writer::Key, out: &mut Vec<u8>) {
                $crate::json::writer::word_member(key, self.as_str(), out);
            }
        }
    };
}

pub(crate) use {record, words};
