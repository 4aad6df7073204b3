//! Published vectors: all that Project Wycheproof has for AES-CBC with PKCS#7 padding and for HMAC with SHA-1 and
//! SHA-256, and the examples of the standards.
//!
//! Every case is judged, none is passed over. Where this layer is narrower than a set (it has AES-256 alone in CBC mode,
//! tags of full length alone, and no HMAC-SHA-1), the case runs on what the layer does have, and each test says how.

use std::collections::BTreeMap;

use aes::{Aes128, Aes192};
use cbc::cipher::{BlockModeDecrypt, KeyIvInit, block_padding::NoPadding};
use wycheproof::{TestResult, cipher, mac};

use super::mac::HmacSha256;
use super::padding::{self, Undecryptable};
use super::{Proof, digest, ecb, hex};

/// How many cases of each kind a set has.
type Counts<K> = BTreeMap<K, usize>;

/// AES-256: all of it ours. AES-128 and AES-192: the block mode is the library's below, the judgement of the padding
/// ours. Key size to cases.
#[test]
fn wycheproof_aes_cbc_pkcs5() {
    let set = cipher::TestSet::load(cipher::TestName::AesCbcPkcs5).unwrap();
    let mut counts: Counts<(usize, bool)> = Counts::new();
    for (group, case) in set.test_groups.iter().flat_map(|group| group.tests.iter().map(move |case| (group, case))) {
        let iv = case.nonce[..].try_into().unwrap();
        let mut buffer = case.ct.to_vec();
        let opened = match group.key_size {
            128 => unpadded::<cbc::Decryptor<Aes128>>(&case.key, &case.nonce, &mut buffer),
            192 => unpadded::<cbc::Decryptor<Aes192>>(&case.key, &case.nonce, &mut buffer),
            _ => super::cbc::Cipher::new(case.key[..].try_into().unwrap()).decrypt(&iv, &mut buffer, 16),
        };
        let is_valid = case.result == TestResult::Valid;
        assert_eq!(opened.is_ok(), is_valid, "case {}: {}", case.tc_id, case.comment);
        if is_valid {
            assert_eq!(buffer, case.pt[..], "case {}", case.tc_id);
        }
        if is_valid && group.key_size == 256 {
            let mut sealed = case.pt.to_vec();
            super::cbc::Cipher::new(case.key[..].try_into().unwrap()).encrypt(&iv, &mut sealed, 16);
            assert_eq!(sealed, case.ct[..], "case {}, encrypted", case.tc_id);
        }
        *counts.entry((group.key_size, is_valid)).or_default() += 1;
    }
    let each = [
        ((128, false), 48),
        ((128, true), 24),
        ((192, false), 48),
        ((192, true), 24),
        ((256, false), 48),
        ((256, true), 24),
    ];
    assert_eq!(counts, each.into(), "216 cases");
}

fn unpadded<D: KeyIvInit + BlockModeDecrypt>(key: &[u8], iv: &[u8], buffer: &mut Vec<u8>) -> Result<(), Undecryptable> {
    let decryptor = D::new_from_slices(key, iv).map_err(|_| Undecryptable)?;
    decryptor.decrypt_padded::<NoPadding>(buffer).map_err(|_| Undecryptable)?;
    padding::remove(buffer, 16)
}

/// The platforms send tags of full length, so that [`Proof::of`] refuses a shorter one whatever it holds. A case with
/// a truncated tag is judged against the same bytes of the computed one, and must be no proof of the whole one.
#[test]
fn wycheproof_hmac_sha256() {
    let counts = judged(mac::TestName::HmacSha256, |key, text| HmacSha256::new(key).tag(&[text]).to_vec());
    let each = [((256, false), 54), ((256, true), 33), ((128, false), 54), ((128, true), 33)];
    assert_eq!(counts, each.into(), "174 cases");
}

/// No platform signs so; the cases prove the SHA-1 that signs for WeCom, by RFC 2104 around it.
#[test]
fn wycheproof_hmac_sha1() {
    let counts = judged(mac::TestName::HmacSha1, |key, text| rfc_2104(digest::sha1, key, text).to_vec());
    let each = [((160, false), 54), ((160, true), 33), ((80, false), 50), ((80, true), 33)];
    assert_eq!(counts, each.into(), "170 cases");
}

/// The same cases by the plain digest, which easemob and KSO-1 use without a MAC around it.
#[test]
fn wycheproof_hmac_sha256_by_the_digest() {
    let counts = judged(mac::TestName::HmacSha256, |key, text| rfc_2104(digest::sha256, key, text).to_vec());
    assert_eq!(counts.values().sum::<usize>(), 174);
}

/// Judges every case. Bits of tag to cases.
fn judged(set: mac::TestName, tag: impl Fn(&[u8], &[u8]) -> Vec<u8>) -> Counts<(usize, bool)> {
    let set = mac::TestSet::load(set).unwrap();
    let mut counts = Counts::new();
    for (group, case) in set.test_groups.iter().flat_map(|group| group.tests.iter().map(move |case| (group, case))) {
        let computed = tag(&case.key, &case.msg);
        let is_valid = case.result == TestResult::Valid;
        let same_length = &computed[..group.tag_size / 8];
        assert_eq!(Proof::of(same_length, &case.tag).is_some(), is_valid, "case {}: {}", case.tc_id, case.comment);
        let is_whole = case.tag.len() == computed.len();
        assert_eq!(Proof::of(&computed, &case.tag).is_some(), is_valid && is_whole, "case {}, whole", case.tc_id);
        *counts.entry((group.tag_size, is_valid)).or_default() += 1;
    }
    counts
}

/// HMAC of a digest with blocks of 64 bytes.
fn rfc_2104<const N: usize>(digest: impl Fn(&[&[u8]]) -> [u8; N], key: &[u8], text: &[u8]) -> [u8; N] {
    let hashed = digest(&[key]);
    let key = if key.len() > 64 { &hashed[..] } else { key };
    let pad = |with: u8| -> Vec<u8> { (0..64).map(|at| key.get(at).unwrap_or(&0) ^ with).collect() };
    digest(&[&pad(0x5c), &digest(&[&pad(0x36), text])])
}

/// The four blocks that NIST SP 800-38A encrypts in every mode.
const NIST_BLOCKS: [u128; 4] = [
    0x6bc1_bee2_2e40_9f96_e93d_7e11_7393_172a,
    0xae2d_8a57_1e03_ac9c_9eb7_6fac_45af_8e51,
    0x30c8_1c46_a35c_e411_e5fb_c119_1a0a_52ef,
    0xf69f_2445_df4f_9b17_ad2b_417b_e66c_3710,
];

fn bytes_of(blocks: &[u128]) -> Vec<u8> {
    blocks.iter().flat_map(|block| block.to_be_bytes()).collect()
}

/// Sections F.1.1 and F.1.2. What follows the four blocks is their padding.
#[test]
fn nist_sp_800_38a_ecb_aes128() {
    let cipher = ecb::Cipher::new(&0x2b7e_1516_28ae_d2a6_abf7_1588_09cf_4f3c_u128.to_be_bytes());
    let mut buffer = bytes_of(&NIST_BLOCKS);
    cipher.encrypt(&mut buffer);
    let expected = [
        0x3ad7_7bb4_0d7a_3660_a89e_caf3_2466_ef97,
        0xf5d3_d585_03b9_699d_e785_895a_96fd_baaf,
        0x43b1_cd7f_598e_ce23_881b_00e3_ed03_0688,
        0x7b0c_785e_27e8_ad3f_8223_2071_0472_5dd4,
    ];
    assert_eq!(buffer[..64], bytes_of(&expected));
    assert_eq!(cipher.decrypt(&mut buffer), Ok(&bytes_of(&NIST_BLOCKS)[..]));
}

/// Sections F.2.5 and F.2.6. What follows the four blocks is their padding.
#[test]
fn nist_sp_800_38a_cbc_aes256() {
    let key = bytes_of(&[0x603d_eb10_15ca_71be_2b73_aef0_857d_7781, 0x1f35_2c07_3b61_08d7_2d98_10a3_0914_dff4]);
    let cipher = super::cbc::Cipher::new(key[..].try_into().unwrap());
    let iv = 0x0001_0203_0405_0607_0809_0a0b_0c0d_0e0f_u128.to_be_bytes();
    let mut buffer = bytes_of(&NIST_BLOCKS);
    cipher.encrypt(&iv, &mut buffer, 16);
    let expected = [
        0xf58c_4c04_d6e5_f1ba_779e_abfb_5f7b_fbd6,
        0x9cfc_4e96_7edb_808d_679f_777b_c670_2c7d,
        0x39f2_3369_a9d9_bacf_a530_e263_0423_1461,
        0xb2eb_05e2_c39b_e9fc_da6c_1907_8c6a_9d1b,
    ];
    assert_eq!(buffer[..64], bytes_of(&expected));
    cipher.decrypt(&iv, &mut buffer, 16).unwrap();
    assert_eq!(buffer, bytes_of(&NIST_BLOCKS));
}

/// The test suite of RFC 1321, appendix A.5.
#[test]
fn rfc_1321_md5() {
    for (text, expected) in [
        ("", b"d41d8cd98f00b204e9800998ecf8427e"),
        ("a", b"0cc175b9c0f1b6a831c399e269772661"),
        ("abc", b"900150983cd24fb0d6963f7d28e17f72"),
        ("message digest", b"f96b697d7cb7938d525a2f31aaf161d0"),
        ("abcdefghijklmnopqrstuvwxyz", b"c3fcd3d76192e4007dfb496cca67e13b"),
        ("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", b"d174ab98d277d9f5a5611c2c9f419d9f"),
        (&"1234567890".repeat(8), b"57edf4a22be3c955ac49da2e2107b67a"),
    ] {
        assert_eq!(hex(&digest::md5(&in_pieces(text))), expected, "{text}");
    }
}

/// The examples of FIPS 180-2, appendices A and B, and the digests of nothing.
#[test]
fn fips_180_sha1_and_sha256() {
    for (text, sha1, sha256) in [
        (
            String::new(),
            b"da39a3ee5e6b4b0d3255bfef95601890afd80709",
            b"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        ),
        (
            "abc".to_owned(),
            b"a9993e364706816aba3e25717850c26c9cd0d89d",
            b"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        ),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq".to_owned(),
            b"84983e441c3bd26ebaae4aa1f95129e5e54670f1",
            b"248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
        ),
        (
            "a".repeat(1_000_000),
            b"34aa973cd4c4daa4f61eeb2bdbad27316534016f",
            b"cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0",
        ),
    ] {
        assert_eq!(hex(&digest::sha1(&in_pieces(&text))), sha1, "{} bytes", text.len());
        assert_eq!(hex(&digest::sha256(&in_pieces(&text))), sha256, "{} bytes", text.len());
    }
}

/// Handed over as a platform's proof does: in pieces, one of them empty.
fn in_pieces(text: &str) -> [&[u8]; 3] {
    let (first, rest) = text.as_bytes().split_at(text.len() / 3);
    [first, b"", rest]
}
