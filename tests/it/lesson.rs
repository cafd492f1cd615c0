//! Runs every command of the worked example in data/README.md and compares the output with the one shown.

use std::{env, fs, os::unix::fs::symlink, path::Path, process::Command};

/// A command as a reader types it, and the output shown below it.
struct Step {
    command: String,
    output: String,
}

/// The steps of the example, in order. A block that names a file is that file, written by hand.
fn steps(readme: &str) -> Vec<Step> {
    let (_, lesson) = readme.split_once("\n## From an article to a merged record\n").unwrap();
    let (lesson, _) = lesson.split_once("\n## ").unwrap();
    let mut steps: Vec<Step> = Vec::new();
    for (info, body) in blocks(lesson) {
        match info.split_once(' ') {
            None if info == "console" => {
                for line in body.lines() {
                    match (line.strip_prefix("$ "), steps.last_mut()) {
                        (Some(command), _) => steps.push(Step { command: command.to_owned(), output: String::new() }),
                        (None, Some(step)) => step.output.extend([line, "\n"]),
                        (None, None) => panic!("no command before {line:?}"),
                    }
                }
            }
            Some((_, path)) => {
                let command = format!("cat > {path} <<'END'\n{body}END");
                steps.push(Step { command, output: String::new() });
            }
            None => panic!("a block of {info:?}"),
        }
    }
    steps
}

/// The fenced blocks of a text: the info string and the content.
fn blocks(text: &str) -> Vec<(String, String)> {
    let parts: Vec<&str> = text.split("```").collect();
    assert_eq!(parts.len() % 2, 1, "a fence is open");
    let fenced = parts.iter().skip(1).step_by(2);
    fenced.map(|block| block.split_once('\n').unwrap()).map(|(info, body)| (info.to_owned(), body.to_owned())).collect()
}

#[test]
fn every_command_of_the_worked_example_prints_the_output_shown() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let steps = steps(&fs::read_to_string(root.join("data/README.md")).unwrap());
    let commands = steps.iter().filter(|step| step.command.starts_with("oreatlas ")).count();
    assert!(commands >= 8, "only {commands} commands of the program");

    let folder = tempfile::tempdir().unwrap();
    let clone = folder.path().join("clone");
    fs::create_dir(&clone).unwrap();
    symlink(root.join("tests"), clone.join("tests")).unwrap();
    // One shell for all of them, so that `cd` lasts; a marker line separates their outputs.
    let mark = "-- next --";
    let script: String =
        steps.iter().map(|step| format!("{}\necho '{mark}'\n", step.command)).collect::<Vec<_>>().concat();
    let program = Path::new(env!("CARGO_BIN_EXE_oreatlas")).parent().unwrap();
    let output = Command::new("bash")
        .args(["-c", &format!("exec 2>&1\n{script}")])
        .current_dir(&clone)
        .env("PATH", format!("{}:{}", program.display(), env::var("PATH").unwrap()))
        .env("HOME", folder.path())
        .envs(["GIT_AUTHOR", "GIT_COMMITTER"].map(|who| (format!("{who}_NAME"), "A curator")))
        .envs(["GIT_AUTHOR", "GIT_COMMITTER"].map(|who| (format!("{who}_EMAIL"), "curator@example.org")))
        .output()
        .unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    let said: Vec<&str> = said.split(&format!("{mark}\n")).collect();
    assert_eq!(said.len(), steps.len() + 1, "{said:?}");
    for (step, said) in steps.iter().zip(said) {
        assert_eq!(step.output, said, "$ {}\n\nsays:\n{said}", step.command);
    }
}
