//! The credentials of a receiver, and which of them a request is tried against.
//!
//! What a request says of its tenant is no proof: it orders the search, and the signature decides. So a wrong name costs a
//! sender nothing but its own request, and a right one saves the trials of all other credentials.

use std::borrow::Cow;
use std::collections::HashSet;

use super::Settings;
use crate::error::{Error, Result, Status};
use crate::limits::MAX_CREDENTIAL_TRIALS;

/// The credentials of a receiver, in the order configured.
#[derive(Debug)]
pub(crate) struct Credentials<T> {
    all: Vec<Credential<T>>,
    /// The names that requests call them by, in byte order, each with the position of a credential. A sorted table has no
    /// hash that a sender could aim at.
    named: Vec<(Box<str>, usize)>,
    /// The positions of those that go by no name.
    unnamed: Vec<usize>,
}

/// One credential, under the name that deliveries report.
#[derive(Debug)]
pub(crate) struct Credential<T> {
    /// The configured id, else the index.
    pub id: String,
    pub keys: T,
}

/// Keys that requests may call by name.
pub(crate) trait Named {
    /// The names: an app id, receive ids, an appkey. Without one, they go with any request.
    fn names(&self) -> &[String] {
        &[]
    }
}

impl<T: Named> Credentials<T> {
    /// Takes `credentials`: one object or a list, each with an optional `id`.
    pub fn configure(
        settings: &mut Settings<'_>,
        mut keys: impl FnMut(&mut Settings<'_>) -> Result<T>,
    ) -> Result<Self> {
        let objects = settings.objects("credentials")?;
        // Room for all at once: a list that grows leaves copies of its keys behind in freed memory.
        let mut all: Vec<Credential<T>> = Vec::with_capacity(objects.len());
        let mut ids = HashSet::with_capacity(objects.len());
        for (index, mut object) in objects.into_iter().enumerate() {
            let id = object.text("id")?.map_or_else(|| index.to_string(), str::to_owned);
            if !ids.insert(id.clone()) {
                return Err(object.error(format!("{}id is already another credential's", object.prefix)));
            }
            let keys = keys(&mut object)?;
            object.finish()?;
            all.push(Credential { id, keys });
        }
        Ok(Self::of(all))
    }

    /// These keys and no others.
    pub fn only(keys: T) -> Self {
        Self::of(vec![Credential { id: String::new(), keys }])
    }

    fn of(all: Vec<Credential<T>>) -> Self {
        let (mut named, mut unnamed) = (Vec::new(), Vec::new());
        for (position, credential) in all.iter().enumerate() {
            match credential.keys.names() {
                [] => unnamed.push(position),
                names => named.extend(names.iter().map(|name| (name.as_str().into(), position))),
            }
        }
        named.sort_unstable();
        named.dedup();
        Self { all, named, unnamed }
    }

    /// Those that go by this name, in the order configured.
    pub fn called<'c, 'n>(&'c self, name: &'n str) -> impl Iterator<Item = &'c Credential<T>> + use<'c, 'n, T> {
        let first = self.named.partition_point(|(other, _)| **other < *name);
        let from_first = self.named.get(first..).unwrap_or_default().iter();
        from_first.take_while(move |(other, _)| **other == *name).filter_map(|(_, position)| self.all.get(*position))
    }

    /// Those that a request which gives this name, or none, is tried against: who goes by it, who goes by no name, then
    /// the others, by which a request that came to the wrong place is told from a forged one; at most 16 in all.
    ///
    /// # Errors
    /// `unverifiable` when none is configured.
    pub fn to_try_for<'c, 'n>(
        &'c self,
        name: Option<&'n str>,
    ) -> Result<impl Iterator<Item = &'c Credential<T>> + use<'c, 'n, T>> {
        let called = name.into_iter().flat_map(|name| self.called(name));
        let unnamed = self.unnamed.iter().filter_map(|position| self.all.get(*position));
        let others = self.all()?.iter().filter(move |other| {
            let names = other.keys.names();
            !names.is_empty() && !names.iter().any(|own| Some(own.as_str()) == name)
        });
        Ok(called.chain(unnamed).chain(others).take(MAX_CREDENTIAL_TRIALS))
    }

    /// Whether one of them may be used for a request that gives this name, or none.
    pub fn serve(&self, name: Option<&str>) -> bool {
        !self.unnamed.is_empty() || name.is_some_and(|name| self.called(name).next().is_some())
    }
}

impl<T> Credentials<T> {
    /// Those that a request which names none is tried against.
    ///
    /// # Errors
    /// `unverifiable` when none is configured.
    pub fn to_try(&self) -> Result<&[Credential<T>]> {
        self.all().map(|all| all.get(..MAX_CREDENTIAL_TRIALS).unwrap_or(all))
    }

    /// Those among which some are not tried, whatever the request names: all, when there are more than 16.
    pub fn too_many(&self) -> &[Credential<T>] {
        if self.all.len() > MAX_CREDENTIAL_TRIALS { &self.all } else { &[] }
    }

    /// Whether a name can tell them apart.
    pub fn are_several(&self) -> bool {
        self.all.len() > 1
    }

    /// What to do about a signature that none of those tried makes. It tells of those not tried, and hangs on the
    /// configuration alone: no request finds anything out by it.
    pub fn hint(&self, hint: &'static str) -> Cow<'static, str> {
        let configured = self.all.len();
        if configured <= MAX_CREDENTIAL_TRIALS {
            return hint.into();
        }
        format!(
            "{hint}; of the {configured} credentials at most {MAX_CREDENTIAL_TRIALS} are tried, first those that the request names; \
             where it names none, use several receivers"
        )
        .into()
    }

    /// All of them.
    ///
    /// # Errors
    /// `unverifiable` when none is configured.
    pub fn all(&self) -> Result<&[Credential<T>]> {
        if self.all.is_empty() {
            return Err(Error::new(Status::Unverifiable, "no credentials are configured")
                .hint("add credentials to the configuration; without them only trusted payloads can be parsed"));
        }
        Ok(&self.all)
    }

    /// The one to seal with: that of this id, else the first.
    pub fn to_seal(&self, id: Option<&str>) -> Result<&Credential<T>> {
        let all = self.all()?;
        let found = match id {
            Some(id) => all.iter().find(|credential| credential.id == id),
            None => all.first(),
        };
        found.ok_or_else(|| Error::new(Status::InvalidArgument, "credential is not the id of a configured one"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    impl Named for Vec<String> {
        fn names(&self) -> &[String] {
            self
        }
    }

    /// Credentials under these names; words in one text are the names of one.
    fn credentials(names: &[&str]) -> Credentials<Vec<String>> {
        let keys = names.iter().map(|names| names.split_whitespace().map(str::to_owned).collect());
        let numbered = keys.enumerate().map(|(index, keys)| Credential { id: index.to_string(), keys });
        Credentials::of(numbered.collect())
    }

    fn tried(credentials: &Credentials<Vec<String>>, name: Option<&str>) -> Vec<String> {
        credentials.to_try_for(name).unwrap().map(|credential| credential.id.clone()).collect()
    }

    #[test]
    fn who_is_named_comes_first_then_who_has_no_name_then_the_others() {
        let few = credentials(&["a", "", "b a", "b", "a a"]);
        assert_eq!(tried(&few, Some("a")), ["0", "2", "4", "1", "3"]);
        assert_eq!(tried(&few, Some("b")), ["2", "3", "1", "0", "4"]);
        assert_eq!(tried(&few, Some("nobody")), ["1", "0", "2", "3", "4"]);
        assert_eq!(tried(&few, None), ["1", "0", "2", "3", "4"]);
    }

    #[test]
    fn the_last_of_hundreds_is_found_by_its_name_and_no_more_than_16_are_tried() {
        let names: Vec<String> = (0..500).map(|number| format!("tenant{number}")).collect();
        let many = credentials(&names.iter().map(String::as_str).collect::<Vec<_>>());
        for position in [0, 1, 250, 498, 499] {
            let found = tried(&many, Some(&format!("tenant{position}")));
            assert_eq!(found.first(), Some(&position.to_string()));
            assert_eq!(found.len(), MAX_CREDENTIAL_TRIALS);
        }
        for nobody in ["", "tenant", "tenant5000", "zzz"] {
            assert_eq!(tried(&many, Some(nobody)).len(), MAX_CREDENTIAL_TRIALS);
            assert_eq!(many.called(nobody).count(), 0);
        }
        assert_eq!(tried(&credentials(&["one"; 40]), Some("one")).len(), MAX_CREDENTIAL_TRIALS);
    }

    #[test]
    fn who_has_no_name_serves_all() {
        assert!(credentials(&["a", ""]).serve(None) && credentials(&["a", ""]).serve(Some("b")));
        assert!(credentials(&["a"]).serve(Some("a")));
        assert!(!credentials(&["a"]).serve(Some("b")) && !credentials(&["a"]).serve(None));
    }

    #[test]
    fn the_hint_tells_of_those_not_tried() {
        assert_eq!(credentials(&["one"; MAX_CREDENTIAL_TRIALS]).hint("check"), "check");
        assert!(
            credentials(&["one"; 17]).hint("check").starts_with("check; of the 17 credentials at most 16 are tried")
        );
    }
}
