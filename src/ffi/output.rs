//! The memory of a result that the caller owns.
//!
//! A result is written where it stays: what is allocated is never shrunk to fit while that would copy it or hand the
//! allocator back little. How much it is stands before the bytes, so that freeing asks nothing of the caller's struct
//! but the pointer.

use std::mem::ManuallyDrop;
use std::ptr;

use super::types::Buf;

/// Two words before the bytes: what is allocated, and what of it is in use. Both count from here, in bytes.
const PREFIX: usize = 2 * WORD;
const WORD: usize = size_of::<usize>();

/// Unused memory that a result may keep, in bytes, beside as much as it has in use: pages that nothing was written to
/// cost address space alone. To shrink may be to copy; and of a block that came from the system by itself it hides from
/// glibc how large the next one will be, see [`ROUNDED`].
const SPARE: usize = 16 << 20;

/// From so many bytes on a power of two is allocated. glibc gives freed memory back to the system, to be faulted in anew
/// by the next call, when there is twice as much of it as the largest block that came from the system by itself; the
/// lengths of results being what they are, blocks of just their size would be given back every time.
const ROUNDED: usize = 64 << 10;

/// A result of so many bytes asks for large pages. One for a whole archive is otherwise a fault of the processor every
/// 4 KiB, which takes as long as parsing does.
const LARGE: usize = 8 << 20;

/// A result in the making.
pub(super) struct Output(Vec<u8>);

impl Output {
    /// One that has room for `len` bytes before it grows.
    pub fn with_room(len: usize) -> Self {
        let capacity = PREFIX.saturating_add(len).saturating_add(1);
        let rounded = Some(capacity).filter(|capacity| *capacity >= ROUNDED).and_then(usize::checked_next_power_of_two);
        let mut memory = Vec::with_capacity(rounded.unwrap_or(capacity));
        memory.resize(PREFIX, 0);
        if memory.capacity() >= LARGE {
            ask_for_large_pages(&mut memory);
        }
        Self(memory)
    }

    /// Where the bytes are appended.
    pub fn bytes(&mut self) -> &mut Vec<u8> {
        &mut self.0
    }

    /// Hands the memory to the caller; an empty result is NULL and 0.
    pub fn into_buf(self) -> Buf {
        let Self(mut memory) = self;
        let len = memory.len() - PREFIX;
        if len == 0 {
            return Buf { data: ptr::null_mut(), len: 0 };
        }
        memory.push(0);
        if memory.capacity() - memory.len() > SPARE + len {
            memory.shrink_to_fit();
        }
        let (capacity, used) = (memory.capacity(), memory.len());
        let (words, _) = memory.as_chunks_mut::<WORD>();
        for (word, value) in words.iter_mut().zip([capacity, used]) {
            *word = value.to_ne_bytes();
        }
        let mut memory = ManuallyDrop::new(memory);
        // SAFETY: PREFIX bytes and more are in use.
        Buf { data: unsafe { memory.as_mut_ptr().add(PREFIX) }, len }
    }

    /// Takes memory back that [`Output::into_buf`] handed out, to be dropped.
    ///
    /// # Safety
    /// `data` is that of a buffer that `into_buf` made, whose bytes alone were written to, and is not used afterwards.
    pub unsafe fn from_data(data: *mut u8) -> Self {
        // SAFETY: `into_buf` made `data` point PREFIX bytes into a vector, whose capacity and length it left there.
        Self(unsafe {
            let memory = data.sub(PREFIX);
            let [capacity, used] = memory.cast::<[usize; 2]>().read_unaligned();
            Vec::from_raw_parts(memory, used, capacity)
        })
    }

    /// Overwrites the bytes.
    pub fn wipe(&mut self) {
        self.0.fill(0);
        // `zeroize` would write byte by byte; the barrier alone keeps the compiler from leaving the fill out.
        zeroize::optimization_barrier(self.0.as_slice());
    }
}

/// Advice that the kernel is free to leave, and that changes no byte. It is for every page that the memory touches: a
/// mapping of which a part alone were advised would be two, which the allocator could not grow in place any more.
#[cfg(target_os = "linux")]
fn ask_for_large_pages(memory: &mut Vec<u8>) {
    // SAFETY: a question about the system.
    let page = usize::try_from(unsafe { libc::sysconf(libc::_SC_PAGESIZE) }).unwrap_or(1 << 16);
    let start = memory.as_mut_ptr();
    let before = start.addr() % page;
    let len = (before + memory.capacity()).next_multiple_of(page);
    // SAFETY: the advice reads and writes nothing, whatever else the first and the last page hold.
    unsafe { libc::madvise(start.wrapping_sub(before).cast(), len, libc::MADV_HUGEPAGE) };
}

#[cfg(not(target_os = "linux"))]
fn ask_for_large_pages(_: &mut Vec<u8>) {}

impl From<Vec<u8>> for Output {
    fn from(bytes: Vec<u8>) -> Self {
        let mut output = Self::with_room(bytes.len());
        output.0.extend_from_slice(&bytes);
        output
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_comes_back_whole_whatever_it_grew_to() {
        for (room, len) in [(0, 1), (8, 3), (1, 100), (100_000, 10), (10, 100_000), (5, 5)] {
            let mut output = Output::with_room(room);
            output.bytes().extend((0..=255).cycle().take(len));
            let buf = output.into_buf();
            assert_eq!(buf.len, len);
            // SAFETY: just made, with a NUL after it, and given back once.
            let (bytes, mut back) =
                unsafe { (std::slice::from_raw_parts(buf.data, len + 1).to_vec(), Output::from_data(buf.data)) };
            assert!(bytes[..len].iter().copied().eq((0..=255).cycle().take(len)));
            assert_eq!((bytes[len], back.bytes().len()), (0, PREFIX + len + 1));
            assert!(back.bytes().capacity() - len <= PREFIX + 1 + SPARE + len);
            back.wipe();
            assert!(back.bytes().iter().all(|byte| *byte == 0));
        }
        let empty = Output::with_room(10).into_buf();
        assert!(empty.data.is_null() && empty.len == 0);
    }
}
