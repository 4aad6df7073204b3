//! Compiles yyjson, whose source `tools/setup bench` fetches.

fn main() {
    let yyjson = "../../../target/peers/yyjson";
    println!("cargo::rerun-if-changed=src/pass.c");
    cc::Build::new().include(yyjson).file("src/pass.c").file(format!("{yyjson}/yyjson.c")).opt_level(3).compile("pass");
}
