//! The names of native keys as a delivery writes them.

use smallvec::SmallVec;

/// A name that was not written so. Most are short and need no heap.
#[derive(Debug)]
pub struct Snake(SmallVec<[u8; 32]>);

impl Snake {
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

/// `anyName`, `AnyName` and `any-name` as `any_name`; nothing when it is so already.
pub fn snake_case(name: &str) -> Option<Snake> {
    if !name.bytes().any(|byte| byte.is_ascii_uppercase() || byte == b'-') {
        return None;
    }
    let mut snake = SmallVec::new();
    let mut word = false;
    let mut letters = name.bytes().peekable();
    while let Some(letter) = letters.next() {
        let next_is_lower = letters.peek().is_some_and(u8::is_ascii_lowercase);
        let begins = !matches!(snake.last(), None | Some(b'_')) && (word || next_is_lower);
        if letter.is_ascii_uppercase() && begins {
            snake.push(b'_');
        }
        word = letter.is_ascii_lowercase() || letter.is_ascii_digit();
        snake.push(if letter == b'-' { b'_' } else { letter.to_ascii_lowercase() });
    }
    Some(Snake(snake))
}

#[cfg(test)]
mod tests {
    use super::snake_case;

    #[test]
    fn native_keys_become_snake_case() {
        for (native, snake) in [
            ("feedType", "feed_type"),
            ("OpenKfId", "open_kf_id"),
            ("ToUserName", "to_user_name"),
            ("AgentID", "agent_id"),
            ("URLValue", "url_value"),
            ("device-id", "device_id"),
            ("v2Name", "v2_name"),
            ("消息Id", "消息_id"),
        ] {
            assert_eq!(snake_case(native).unwrap().as_str(), snake);
        }
        assert!(snake_case("chat_id").is_none());
    }
}
