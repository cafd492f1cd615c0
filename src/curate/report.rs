//! What is wrong with a data tree, where, and how to repair it.

use std::{collections::BTreeMap, fmt};

use jiff::civil;

use crate::dataset::TreeFile;

/// From how many warnings with one repair on they are listed under it, so that a long report stays readable.
const GROUPED: usize = 4;

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The record is wrong; a dataset with one is never served.
    Error,
    /// The record is right and its form is not; `fix` repairs it.
    Format,
    /// Somebody should look.
    Warning,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Error => "error",
            Self::Format => "format",
            Self::Warning => "warning",
        })
    }
}

/// One problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The file's path below the tree's root.
    pub path: String,
    /// The line to look at, from 1.
    pub line: Option<usize>,
    /// The rule that found it.
    pub rule: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong.
    pub problem: String,
    /// What to do about it.
    pub repair: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { path, line, rule, severity, problem, repair } = self;
        f.write_str(path)?;
        if let Some(line) = line {
            write!(f, ":{line}")?;
        }
        write!(f, ": {severity}: {rule}: {problem} → {repair}")
    }
}

/// The problems that one rule finds.
#[derive(Debug)]
pub struct Findings {
    rule: &'static str,
    severity: Severity,
    today: Option<civil::Date>,
    problems: Vec<Problem>,
}

impl Findings {
    /// No problem yet.
    #[must_use]
    pub fn new(rule: &'static str, severity: Severity) -> Self {
        Self { rule, severity, today: None, problems: Vec::new() }
    }

    /// The same, asked on a day.
    #[must_use]
    pub fn on(self, today: civil::Date) -> Self {
        Self { today: Some(today), ..self }
    }

    /// The day on which is asked; none where no day was given, and nothing is old.
    #[must_use]
    pub fn today(&self) -> Option<civil::Date> {
        self.today
    }

    /// A problem with what `pointer` (RFC 6901) names in `file`.
    pub fn add(&mut self, file: &TreeFile, pointer: &str, problem: impl Into<String>, repair: impl Into<String>) {
        self.add_on_line(file, file.line_of(pointer), problem, repair);
    }

    /// A problem on a line of `file`.
    pub fn add_on_line(&mut self, file: &TreeFile, line: usize, problem: impl Into<String>, repair: impl Into<String>) {
        self.problems.push(Problem {
            path: file.path.clone(),
            line: Some(line),
            rule: self.rule,
            severity: self.severity,
            problem: problem.into(),
            repair: repair.into(),
        });
    }

    /// What was found.
    #[must_use]
    pub fn into_problems(self) -> Vec<Problem> {
        self.problems
    }
}

/// Every problem of a tree, sorted by path, line and rule. Its text is one line a problem and a summary; many
/// warnings with one repair stand together under it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The problems.
    pub problems: Vec<Problem>,
    /// How many files were looked at.
    pub files: usize,
}

impl Report {
    /// A report on `files` files.
    #[must_use]
    pub fn new(files: usize, mut problems: Vec<Problem>) -> Self {
        problems.sort_by(|a, b| (&a.path, a.line, a.rule, &a.problem).cmp(&(&b.path, b.line, b.rule, &b.problem)));
        Self { problems, files }
    }

    /// Whether anything but warnings was found.
    #[must_use]
    pub fn has_failures(&self) -> bool {
        self.problems.iter().any(|problem| problem.severity != Severity::Warning)
    }

    /// Whether an error was found: such a dataset is never served.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }

    /// How many problems are that bad.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.problems.iter().filter(|problem| problem.severity == severity).count()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut groups: BTreeMap<(&str, &str), Vec<&Problem>> = BTreeMap::new();
        for problem in self.problems.iter().filter(|problem| problem.severity == Severity::Warning) {
            groups.entry((problem.rule, &problem.repair)).or_default().push(problem);
        }
        groups.retain(|_, problems| problems.len() >= GROUPED);
        for problem in &self.problems {
            if problem.severity != Severity::Warning || !groups.contains_key(&(problem.rule, problem.repair.as_str())) {
                writeln!(f, "{problem}")?;
            }
        }
        for ((rule, repair), problems) in groups {
            writeln!(f, "{}: {rule} → {repair}", counted(problems.len(), "warning"))?;
            for Problem { path, line, problem, .. } in problems {
                writeln!(f, "  {path}{}: {problem}", line.map(|line| format!(":{line}")).unwrap_or_default())?;
            }
        }
        let files = counted(self.files, "file");
        if self.problems.is_empty() {
            return writeln!(f, "no problems in {files}");
        }
        writeln!(
            f,
            "{}, {}, {} in {files}",
            counted(self.count(Severity::Error), "error"),
            counted(self.count(Severity::Format), "format problem"),
            counted(self.count(Severity::Warning), "warning"),
        )
    }
}

/// `1 file`, `2 files`.
pub(super) fn counted(number: usize, thing: &str) -> String {
    format!("{number} {thing}{}", if number == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_is_sorted_and_sums_up() {
        let problem = |path: &str, line, severity| Problem {
            path: path.to_owned(),
            line,
            rule: "syntax",
            severity,
            problem: "it is wrong".to_owned(),
            repair: "mend it".to_owned(),
        };
        let report = Report::new(
            3,
            vec![
                problem("b.json", Some(2), Severity::Warning),
                problem("b.json", Some(1), Severity::Error),
                problem("a.json", None, Severity::Format),
            ],
        );
        assert!(report.has_failures() && report.has_errors());
        assert_eq!(
            report.to_string(),
            "a.json: format: syntax: it is wrong → mend it\n\
             b.json:1: error: syntax: it is wrong → mend it\n\
             b.json:2: warning: syntax: it is wrong → mend it\n\
             1 error, 1 format problem, 1 warning in 3 files\n"
        );
        assert_eq!(Report::new(1, Vec::new()).to_string(), "no problems in 1 file\n");
    }

    #[test]
    fn many_warnings_with_one_repair_stand_together() {
        let problem = |path: &str, severity, repair: &str| Problem {
            path: path.to_owned(),
            line: Some(7),
            rule: "status-old",
            severity,
            problem: format!("{path} is old"),
            repair: repair.to_owned(),
        };
        let mut problems: Vec<Problem> =
            ["d", "c", "b", "a"].map(|path| problem(path, Severity::Warning, "look again")).to_vec();
        problems.push(problem("b", Severity::Warning, "date it"));
        problems.push(problem("z", Severity::Error, "look again"));
        assert_eq!(
            Report::new(9, problems).to_string(),
            "b:7: warning: status-old: b is old → date it\n\
             z:7: error: status-old: z is old → look again\n\
             4 warnings: status-old → look again\n  a:7: a is old\n  b:7: b is old\n  c:7: c is old\n  d:7: d is old\n\
             1 error, 0 format problems, 5 warnings in 9 files\n"
        );
    }
}
