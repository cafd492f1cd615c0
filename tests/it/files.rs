//! Files that others prepared cannot stop the program, and files that it writes are whole.

use std::{
    fs::{self, File},
    io::{Read, Seek, SeekFrom, Write},
    os::unix::fs::{FileTypeExt, PermissionsExt, symlink},
    path::{Path, PathBuf},
    process::{Command, ExitStatus, Stdio},
    thread,
    time::{Duration, Instant},
};

use oreatlas::{
    dataset::{
        archive::{self, Archive, ArchiveError},
        output::Output,
    },
    formats::Atlas,
};
use serde_bytes::ByteBuf;
use tempfile::TempDir;

use crate::support::today;

const SITES: &str = "tests/fixtures/import/sites.geojson";
const SOURCE: &str = "tests/fixtures/import/source.json";

/// The program in a folder of its own.
struct Program {
    folder: TempDir,
}

impl Program {
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        fs::copy(SITES, folder.path().join("sites.geojson")).unwrap();
        fs::copy(SOURCE, folder.path().join("source.json")).unwrap();
        Self { folder }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn fifo(&self, name: &str) {
        assert!(Command::new("mkfifo").arg(self.path(name)).status().unwrap().success());
    }

    /// A small dataset without problems.
    fn dataset(&self, name: &str) -> PathBuf {
        let folder = self.path(name);
        copy_folder(Path::new("tests/fixtures/rules/base"), &folder);
        folder
    }

    fn command(&self, line: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_oreatlas"));
        command.args(line.split(' ')).current_dir(self.folder.path());
        command
    }

    /// Runs a command, which must end by itself, and returns what it wrote to standard error.
    fn run(&self, line: &str) -> (ExitStatus, String) {
        let errors = self.path("stderr.txt");
        let mut child = self
            .command(line)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(File::create(&errors).unwrap())
            .spawn()
            .unwrap();
        let start = Instant::now();
        let status = loop {
            if let Some(status) = child.try_wait().unwrap() {
                break status;
            }
            if start.elapsed() > Duration::from_mins(1) {
                child.kill().unwrap();
                child.wait().unwrap();
                panic!("{line:?} does not end");
            }
            thread::sleep(Duration::from_millis(5));
        };
        (status, fs::read_to_string(errors).unwrap())
    }

    /// Runs a command that must fail with all of these words in its message.
    fn refuses(&self, line: &str, words: &[&str]) {
        let (status, error) = self.run(line);
        assert_eq!(status.code(), Some(2), "{line}: {error}");
        for word in words {
            assert!(error.contains(word), "{line}: {word:?} is not in {error}");
        }
    }

    fn succeeds(&self, line: &str) {
        let (status, error) = self.run(line);
        assert!(status.success(), "{line}: {error}");
    }

    /// The names of the files here that the program writes.
    fn unfinished(&self) -> Vec<String> {
        let names = fs::read_dir(self.folder.path()).unwrap().map(|entry| entry.unwrap().file_name());
        names.filter_map(|name| name.into_string().ok()).filter(|name| name.ends_with(".oreatlas-tmp")).collect()
    }
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_folder(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
}

#[test]
fn pipes_and_devices_are_refused() {
    let program = Program::new();
    program.fifo("pipe");
    symlink("/dev/zero", program.path("endless")).unwrap();
    for special in ["pipe", "endless"] {
        let words = &[special, "regular file"];
        program.refuses(&format!("import {special} --source source.json --out x.atlas"), words);
        program.refuses(&format!("import {special} --format csv --source source.json --out x.atlas"), words);
        program.refuses(&format!("import sites.geojson --source {special} --out x.atlas"), words);
        program.refuses(&format!("cite {special}"), words);
        let words = &[special, "this is a file or a device"];
        program.refuses(&format!("serve --listen 127.0.0.1:0 --data {special}"), words);
        program.refuses(&format!("check {special}"), words);
        let data = program.dataset(&format!("with-{special}"));
        fs::rename(program.path(special), data.join("sources/special.json")).unwrap();
        for command in ["check", "serve --listen 127.0.0.1:0 --data", "fix"] {
            program.refuses(
                &format!("{command} with-{special}"),
                &["sources/special.json", "device, a pipe", "regular file"],
            );
        }
    }
    program.refuses("import . --source source.json --out x.atlas", &["folder", "give a file"]);
}

#[test]
fn a_dataset_has_limits() {
    let program = Program::new();
    let data = program.dataset("data");
    File::create(data.join("sources/large.json")).unwrap().set_len(20 << 30).unwrap();
    program.refuses("check data", &["sources/large.json", "larger than 8388608 bytes"]);
    fs::remove_file(data.join("sources/large.json")).unwrap();
    for index in 0..130 {
        File::create(data.join(format!("sources/sparse-{index}.json"))).unwrap().set_len(8 << 20).unwrap();
    }
    program.refuses("check data", &["sources", "1073741824 bytes"]);
}

#[test]
fn a_geopackage_with_an_endless_view_is_refused() {
    let program = Program::new();
    for (name, table) in [("layer.gpkg", "sites"), ("contents.gpkg", "gpkg_geometry_columns")] {
        fs::copy("tests/fixtures/import/sites.gpkg", program.path(name)).unwrap();
        let file = geopackage::GeoPackage::open(program.path(name)).unwrap();
        let statements = format!(
            "PRAGMA legacy_alter_table = ON; ALTER TABLE {table} RENAME TO t; CREATE VIEW {table} AS \
             WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT t.* FROM n, t"
        );
        file.connection().execute_batch(&statements).unwrap();
        file.close().unwrap();
        program.refuses(&format!("import {name} --source source.json --out x.atlas"), &[name, "is a view", "ogr2ogr"]);
    }
    fs::copy("tests/fixtures/import/sites.gpkg", program.path("piped.gpkg")).unwrap();
    program.fifo("piped.gpkg-journal");
    program.refuses("import piped.gpkg --source source.json --out x.atlas", &["piped.gpkg", "regular file"]);
}

/// The sections of an atlas of many sites.
fn sections(program: &Program) -> Vec<(&'static str, Vec<u8>)> {
    let rows = (0..50).map(|row| format!("{row},Site {row},30,{}.5\n", 60 + row % 10));
    let table: String = std::iter::once("id,name,lat,lon\n".to_owned()).chain(rows).collect();
    fs::write(program.path("sites.csv"), table).unwrap();
    program.succeeds("import sites.csv --source source.json --out sites.atlas");
    let mut archive = Archive::read(&program.path("sites.atlas")).unwrap();
    ["records.json", "columns.postcard", "features.postcard", "features"]
        .map(|name| (name, archive.take(name).unwrap()))
        .into()
}

fn opens(program: &Program, sections: &[(&'static str, Vec<u8>)]) -> Result<(), ArchiveError> {
    let path = program.path("bomb.atlas");
    let sections: Vec<(&str, &[u8])> = sections.iter().map(|(name, bytes)| (*name, bytes.as_slice())).collect();
    archive::write(Output::create(&path, &[]).unwrap(), &sections).unwrap();
    Atlas::open(&path, today()).map(drop)
}

/// The sections with 50 texts of `steps` steps, each of which repeats the whole dictionary.
fn bomb(sections: &[(&'static str, Vec<u8>)], dictionary: usize, steps: usize) -> Vec<(&'static str, Vec<u8>)> {
    // No bytes of its own, the length of the dictionary in base 128, from its start.
    let mut step = vec![0];
    let mut length = dictionary;
    while length > 0x7f {
        step.push(u8::try_from(length & 0x7f).unwrap() | 0x80);
        length >>= 7;
    }
    step.extend([u8::try_from(length).unwrap(), 0, 0]);
    let text = step.repeat(steps);
    let size = u32::try_from(dictionary * steps).unwrap();
    let ends: Vec<(u64, u32)> = (1..=50).map(|row| (row * text.len() as u64, size)).collect();
    let mut bomb = sections.to_vec();
    bomb[2].1 = postcard::to_stdvec(&(ByteBuf::from(vec![b' '; dictionary]), ends)).unwrap();
    bomb[3].1 = text.repeat(50);
    bomb
}

#[test]
fn an_atlas_that_decompresses_to_too_much_is_refused() {
    let program = Program::new();
    let sections = sections(&program);
    opens(&program, &sections).unwrap();
    let refused = |name: &str, bomb: &[(&'static str, Vec<u8>)]| match opens(&program, bomb) {
        Err(ArchiveError::Section { section: "features", problem, .. }) => {
            assert!(problem.contains("too long"), "{name}");
        }
        opened => panic!("{name}: {opened:?}"),
    };
    opens(&program, &bomb(&sections, 32 << 10, 20)).unwrap();
    // Each text is short enough, but not all together.
    refused("sum", &bomb(&sections, 32 << 10, 400));
    // Each text has 4 GB.
    refused("text", &bomb(&sections, 32 << 10, 100_000));
    refused("dictionary", &bomb(&sections, 1 << 20, 16));
    program.refuses("serve --listen 127.0.0.1:0 --data bomb.atlas", &["bomb.atlas", "features", "import again"]);
}

#[test]
fn a_sparse_atlas_is_refused() {
    let program = Program::new();
    sections(&program);
    let path = program.path("sites.atlas");
    let mut header = [0; 20];
    File::open(&path).unwrap().read_exact(&mut header).unwrap();
    for length in [3_u64 << 30, 20 << 30] {
        // Magic bytes, version, the length of the rest, a hash; then one section that fills the file.
        header[12..].copy_from_slice(&(length - 52).to_le_bytes());
        let mut file = File::create(&path).unwrap();
        file.write_all(&header).unwrap();
        file.seek(SeekFrom::Start(52)).unwrap();
        file.write_all(&1_u32.to_le_bytes()).unwrap();
        file.write_all(&[1, 0, b'x']).unwrap();
        file.write_all(&(u64::MAX >> 1).to_le_bytes()).unwrap();
        file.set_len(length).unwrap();
        let words = if length > 4 << 30 { "at most 4294967296" } else { "damaged" };
        program.refuses("export --format csv --data sites.atlas", &["sites.atlas", words]);
    }
}

#[test]
fn an_output_never_replaces_its_input() {
    let program = Program::new();
    let input = fs::read(program.path("sites.geojson")).unwrap();
    fs::hard_link(program.path("sites.geojson"), program.path("hard.geojson")).unwrap();
    symlink("sites.geojson", program.path("soft.geojson")).unwrap();
    fs::copy(program.path("sites.geojson"), program.path("x.atlas.report.json")).unwrap();
    for out in ["sites.geojson", "./sites.geojson", "hard.geojson", "soft.geojson"] {
        program.refuses(&format!("import sites.geojson --source source.json --out {out}"), &[out, "read as input"]);
    }
    program.refuses("import sites.geojson --source source.json --out source.json", &["read as input"]);
    program
        .refuses("import x.atlas.report.json --format geojson --source source.json --out x.atlas", &["read as input"]);
    // Nor any file that is not an atlas.
    fs::write(program.path("notes.txt"), "notes").unwrap();
    program
        .refuses("import sites.geojson --source source.json --out notes.txt", &["notes.txt", "not an imported atlas"]);
    assert_eq!(fs::read_to_string(program.path("notes.txt")).unwrap(), "notes");
    fs::write(program.path("y.atlas.report.json"), "notes").unwrap();
    program
        .refuses("import sites.geojson --source source.json --out y.atlas", &["y.atlas.report.json", "not the report"]);
    assert_eq!(fs::read_to_string(program.path("y.atlas.report.json")).unwrap(), "notes");
    program.succeeds("import sites.geojson --source source.json --out sites.atlas");
    program.succeeds("import sites.geojson --source source.json --out sites.atlas");
    let atlas = fs::read(program.path("sites.atlas")).unwrap();
    program.refuses("export --format csv --data sites.atlas --out sites.atlas", &["read as input"]);
    program.refuses("export --format csv --data nowhere --out x.csv", &["nowhere", "No such file"]);
    let data = program.dataset("data");
    program.refuses("export --format csv --data data --out data/sites/x.csv", &["the folder that is read as input"]);
    assert!(!data.join("sites/x.csv").exists());
    assert_eq!(fs::read(program.path("sites.geojson")).unwrap(), input);
    assert_eq!(fs::read(program.path("sites.atlas")).unwrap(), atlas);
    assert_eq!(program.unfinished(), [""; 0]);
}

#[test]
fn a_read_error_names_its_cause_once() {
    let program = Program::new();
    program.dataset("data");
    for line in [
        "check nowhere",
        "serve --data nowhere",
        "verify --texts nowhere data",
        "import nowhere --source source.json --out x.atlas",
        "import sites.geojson --source nowhere --out x.atlas",
        "export --format csv --data nowhere",
        "diff nowhere data",
    ] {
        let (status, error) = program.run(line);
        assert_eq!(status.code(), Some(2), "{line}: {error}");
        assert_eq!(error.matches("No such file or directory").count(), 1, "{line}: {error}");
        assert_eq!(error.matches("nowhere").count(), 1, "{line}: {error}");
    }
}

#[test]
fn an_output_is_a_regular_file() {
    let program = Program::new();
    program.fifo("pipe");
    symlink("/dev/null", program.path("device")).unwrap();
    symlink("circle", program.path("circle")).unwrap();
    fs::create_dir(program.path("folder")).unwrap();
    for (out, word) in [("pipe", "pipe"), ("device", "device"), ("circle", "circle"), ("folder", "folder")] {
        program.refuses(&format!("export --format csv --out {out}"), &["cannot write", out, word]);
        program
            .refuses(&format!("import sites.geojson --source source.json --out {out}"), &["cannot write", out, word]);
    }
    assert!(fs::metadata("/dev/null").unwrap().file_type().is_char_device());
    let kept = program.path("kept.csv");
    fs::write(&kept, "kept").unwrap();
    fs::set_permissions(&kept, fs::Permissions::from_mode(0o440)).unwrap();
    program.refuses("export --format csv --out kept.csv", &["kept.csv", "read-only"]);
    assert_eq!(fs::read_to_string(kept).unwrap(), "kept");
    program.refuses("export --format csv --out nowhere/x.csv", &["nowhere/x.csv", "No such file"]);
}

#[test]
fn links_and_permissions_are_kept() {
    let program = Program::new();
    fs::create_dir(program.path("folder")).unwrap();
    fs::write(program.path("folder/old.csv"), "old").unwrap();
    fs::set_permissions(program.path("folder/old.csv"), fs::Permissions::from_mode(0o640)).unwrap();
    symlink("folder/old.csv", program.path("link")).unwrap();
    symlink("link", program.path("links")).unwrap();
    symlink("folder/new.csv", program.path("dangling")).unwrap();
    for (out, written) in [("links", "folder/old.csv"), ("dangling", "folder/new.csv")] {
        program.succeeds(&format!("export --format csv mineral=copper --out {out}"));
        assert!(program.path(out).is_symlink(), "{out}");
        assert!(fs::read_to_string(program.path(written)).unwrap().starts_with("id,name,"), "{written}");
    }
    assert_eq!(fs::metadata(program.path("folder/old.csv")).unwrap().permissions().mode() & 0o777, 0o640);
    let data = program.dataset("data");
    let (site, real) = (data.join("sites/pk/hill.geojson"), program.path("real.geojson"));
    assert!(site.exists());
    let text = fs::read_to_string(&site).unwrap();
    fs::write(&real, text.replace("\": ", "\":  ")).unwrap();
    fs::remove_file(&site).unwrap();
    symlink(&real, &site).unwrap();
    program.succeeds("fix data");
    assert!(site.is_symlink() && fs::read_to_string(&real).unwrap() == text);
}

#[test]
fn a_full_disk_leaves_the_old_file() {
    let program = Program::new();
    program.succeeds("export --format csv mineral=copper --out sites.csv");
    let old = fs::read(program.path("sites.csv")).unwrap();
    // A limit of one block stands for the full disk.
    let limited = format!(
        "trap '' XFSZ; ulimit -f 1; exec {} export --format geojson --out sites.csv",
        env!("CARGO_BIN_EXE_oreatlas")
    );
    let output = Command::new("sh").args(["-c", &limited]).current_dir(program.folder.path()).output().unwrap();
    let error = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!output.status.success() && error.contains("cannot write") && error.contains("sites.csv"), "{error}");
    assert_eq!(fs::read(program.path("sites.csv")).unwrap(), old);
    assert_eq!(program.unfinished(), [""; 0]);
}

/// Kills a command at several moments of its run. `OREATLAS_KILLS` sets their number.
fn killed(program: &Program, line: &str, check: impl Fn(&str)) {
    let moments: u32 = std::env::var("OREATLAS_KILLS").map_or(6, |number| number.parse().unwrap());
    let start = Instant::now();
    program.succeeds(line);
    let whole = start.elapsed();
    check(&format!("{line}, not killed"));
    for moment in 0..moments {
        let mut child = program.command(line).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        thread::sleep(whole * moment / moments);
        child.kill().unwrap();
        child.wait().unwrap();
        check(&format!("{line}, killed at {moment} of {moments}"));
    }
    program.succeeds(line);
    assert_eq!(program.unfinished(), [""; 0], "{line}: leftovers are swept");
}

#[test]
fn a_killed_command_leaves_whole_files() {
    let program = Program::new();
    let rows = (0..8_000).map(|row| format!("{row},Site {row},30.{row},60.{row},gold\n"));
    let table: String = std::iter::once("id,name,lat,lon,commodity\n".to_owned()).chain(rows).collect();
    fs::write(program.path("sites.csv"), &table).unwrap();
    fs::write(program.path(".sites.atlas.killed.oreatlas-tmp"), "left by a process that no longer runs").unwrap();
    killed(&program, "import sites.csv --source source.json --out sites.atlas", |moment| {
        let atlas =
            Atlas::open(&program.path("sites.atlas"), today()).unwrap_or_else(|error| panic!("{moment}: {error}"));
        assert_eq!(atlas.catalog.columns.len(), 8_000, "{moment}");
        assert_eq!(fs::read_to_string(program.path("sites.csv")).unwrap(), table, "{moment}");
    });
    let lines = |name: &str| fs::read_to_string(program.path(name)).unwrap().lines().count();
    killed(&program, "export --format csv --data sites.atlas --out export.csv", |moment| {
        assert_eq!(lines("export.csv"), 8_001, "{moment}");
    });
    // Records that are not canonical: `fix` rewrites each.
    let data = program.dataset("data");
    let files: Vec<PathBuf> = fs::read_dir(data.join("sources")).unwrap().map(|entry| entry.unwrap().path()).collect();
    let right: Vec<String> = files.iter().map(|file| fs::read_to_string(file).unwrap()).collect();
    let wrong: Vec<String> = right.iter().map(|text| text.replace("\": ", "\":   ")).collect();
    killed(&program, "fix data", |moment| {
        for ((file, right), wrong) in files.iter().zip(&right).zip(&wrong) {
            let text = fs::read_to_string(file).unwrap();
            assert!(text == *right || text == *wrong, "{moment}: {}", file.display());
            fs::write(file, wrong).unwrap();
        }
    });
}
