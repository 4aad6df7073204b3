//! The committed corpus through the bodies of the targets, without libFuzzer and by any toolchain.

use std::fs;
use std::path::Path;

use imhook_fuzz::TARGETS;

#[test]
fn every_committed_input_keeps_every_promise() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let folders = fs::read_dir(&corpus).expect("the corpus is there").count();
    assert_eq!(folders, TARGETS.len(), "every target has a corpus, and every corpus a target");
    let mut inputs = 0;
    for (name, target) in TARGETS {
        let mut paths: Vec<_> = fs::read_dir(corpus.join(name))
            .unwrap_or_else(|error| panic!("{name} has no corpus: {error}"))
            .map(|entry| entry.expect("an entry").path())
            .collect();
        assert!(paths.len() >= 10, "{name} has only {} inputs", paths.len());
        paths.sort();
        for path in paths {
            // What fails is the last that is shown.
            println!("{}", path.display());
            target(&fs::read(&path).expect("an input"));
            inputs += 1;
        }
    }
    println!("{inputs} passed, 0 failed");
}
