//! The problems of a data tree: what is wrong, where, and how to fix it.

use std::{collections::BTreeMap, fmt};

use jiff::civil;

use crate::{
    dataset::{Tree, TreeFile, printable},
    model::vocabulary::vocabulary,
};

/// From this number on, warnings with the same hint are listed under it, so that a long report stays readable.
const GROUPED: usize = 4;

vocabulary! {
    /// How serious a problem is. `Error`: the record is wrong, and a dataset with an error is never served. `Format`: the
    /// record is correct but not in canonical form, and `fix` rewrites it. `Warning`: a curator should have a look.
    pub enum Severity {
        Error = "error",
        Format = "format",
        Warning = "warning",
    }
}

/// One problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The path of the file relative to the root of the tree.
    pub path: String,
    /// The line, from 1.
    pub line: Option<usize>,
    /// The rule that found it.
    pub rule: &'static str,
    /// How serious it is.
    pub severity: Severity,
    /// What is wrong.
    pub problem: String,
    /// How to fix it.
    pub hint: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { path, line, rule, severity, problem, hint } = self;
        f.write_str(path)?;
        if let Some(line) = line {
            write!(f, ":{line}")?;
        }
        write!(f, ": {severity}: {rule}: {problem} → {hint}")
    }
}

/// A rule.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// The name that reports show; the file has the same name.
    pub name: &'static str,
    /// The severity of a violation.
    pub severity: Severity,
    /// What it requires, in one line.
    pub about: &'static str,
    /// Adds each violation to the findings.
    pub check: fn(&Tree, &mut Findings),
}

/// The problems that one rule finds.
#[derive(Debug)]
pub struct Findings {
    rule: &'static str,
    severity: Severity,
    /// The current day; `None` if no day was given, in which case nothing counts as old.
    pub today: Option<civil::Date>,
    /// The problems found.
    pub problems: Vec<Problem>,
}

impl Findings {
    /// An empty list for a rule.
    pub fn new(rule: &'static str, severity: Severity) -> Self {
        Self { rule, severity, today: None, problems: Vec::new() }
    }

    /// Adds a problem with the value at `pointer` (RFC 6901) in `file`.
    pub fn add(&mut self, file: &TreeFile, pointer: &str, problem: impl Into<String>, hint: impl Into<String>) {
        self.add_on_line(file, file.line_of(pointer), problem, hint);
    }

    /// Adds a problem on a line of `file`.
    pub fn add_on_line(&mut self, file: &TreeFile, line: usize, problem: impl Into<String>, hint: impl Into<String>) {
        self.problems.push(Problem {
            path: file.path.clone(),
            line: Some(line),
            rule: self.rule,
            severity: self.severity,
            problem: problem.into(),
            hint: hint.into(),
        });
    }
}

/// Every problem of a tree, sorted by path, line and rule. Displayed as one line per problem and a summary; many
/// warnings with the same hint are listed together.
///
/// ```
/// use oreatlas::{curate::check, dataset::{File, Tree}};
///
/// let file = File { path: "sources/dawn.json".to_owned(), bytes: b"{".to_vec() };
/// let report = check(&Tree::new(vec![file]), jiff::civil::date(2026, 11, 22));
/// assert!(report.has_errors());
/// assert!(report.to_string().starts_with("sources/dawn.json:1: error: syntax: "));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The problems.
    pub problems: Vec<Problem>,
    /// The number of files checked.
    pub files: usize,
}

impl Report {
    /// A report on `files` files.
    pub fn new(files: usize, mut problems: Vec<Problem>) -> Self {
        for problem in &mut problems {
            for text in [&mut problem.path, &mut problem.problem, &mut problem.hint] {
                *text = printable(text).into_owned();
            }
        }
        problems.sort_by(|a, b| (&a.path, a.line, a.rule, &a.problem).cmp(&(&b.path, b.line, b.rule, &b.problem)));
        Self { problems, files }
    }

    /// This report with the problems of another one on the same files.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        Self::new(self.files, self.problems.into_iter().chain(other.problems).collect())
    }

    /// Whether anything but warnings was found.
    pub fn has_failures(&self) -> bool {
        self.problems.iter().any(|problem| problem.severity != Severity::Warning)
    }

    /// Whether an error was found. A dataset with an error is never served.
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }

    /// The number of problems of a severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.problems.iter().filter(|problem| problem.severity == severity).count()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut groups: BTreeMap<(&str, &str), Vec<&Problem>> = BTreeMap::new();
        for problem in self.problems.iter().filter(|problem| problem.severity == Severity::Warning) {
            groups.entry((problem.rule, &problem.hint)).or_default().push(problem);
        }
        groups.retain(|_, problems| problems.len() >= GROUPED);
        for problem in &self.problems {
            if problem.severity != Severity::Warning || !groups.contains_key(&(problem.rule, problem.hint.as_str())) {
                writeln!(f, "{problem}")?;
            }
        }
        for ((rule, hint), problems) in groups {
            writeln!(f, "{}: {rule} → {hint}", counted(problems.len(), "warning"))?;
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
    fn a_report_is_sorted_and_ends_with_a_summary() {
        let problem = |path: &str, line, severity| Problem {
            path: path.to_owned(),
            line,
            rule: "syntax",
            severity,
            problem: "it is wrong".to_owned(),
            hint: "fix it".to_owned(),
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
            "a.json: format: syntax: it is wrong → fix it\n\
             b.json:1: error: syntax: it is wrong → fix it\n\
             b.json:2: warning: syntax: it is wrong → fix it\n\
             1 error, 1 format problem, 1 warning in 3 files\n"
        );
        assert_eq!(Report::new(1, Vec::new()).to_string(), "no problems in 1 file\n");
    }

    #[test]
    fn warnings_with_the_same_hint_are_grouped() {
        let problem = |path: &str, severity, hint: &str| Problem {
            path: path.to_owned(),
            line: Some(7),
            rule: "status-old",
            severity,
            problem: format!("{path} is old"),
            hint: hint.to_owned(),
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
