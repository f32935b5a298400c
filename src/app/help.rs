//! What the help page says, as data: the rules of follow-up in plain words, each with where it was read.

use crate::model::Rule;

/// The rules of one part of follow-up, under the part's heading.
#[derive(Clone, Copy, Debug)]
pub struct RuleGroup {
    /// Catalogue key.
    pub heading: &'static str,
    pub rules: &'static [Rule],
}

/// All rules, as the help page lists them.
pub const RULES: [RuleGroup; 5] = [
    RuleGroup { heading: "ui_help_rules_notes", rules: &[Rule::N1, Rule::N2, Rule::N3, Rule::N4] },
    RuleGroup {
        heading: "ui_help_rules_thanks",
        rules: &[
            Rule::T1,
            Rule::T2,
            Rule::T3,
            Rule::T4,
            Rule::T5,
            Rule::T6,
            Rule::T7,
            Rule::T8,
            Rule::T9,
            Rule::T10,
            Rule::T11,
            Rule::T12,
            Rule::T13,
            Rule::T14,
        ],
    },
    RuleGroup { heading: "ui_help_rules_channel", rules: &[Rule::C1, Rule::C2, Rule::L1] },
    RuleGroup {
        heading: "ui_help_rules_after",
        rules: &[Rule::F1, Rule::F2, Rule::F3, Rule::F4, Rule::F5, Rule::F6, Rule::F7],
    },
    RuleGroup { heading: "ui_help_rules_waiting", rules: &[Rule::W1, Rule::W2, Rule::W3] },
];

/// The catalogue key of a rule's sentence.
pub const fn rule_text(rule: Rule) -> &'static str {
    match rule {
        Rule::T1 => "ui_rule_t1",
        Rule::T2 => "ui_rule_t2",
        Rule::T3 => "ui_rule_t3",
        Rule::T4 => "ui_rule_t4",
        Rule::T5 => "ui_rule_t5",
        Rule::T6 => "ui_rule_t6",
        Rule::T7 => "ui_rule_t7",
        Rule::T8 => "ui_rule_t8",
        Rule::T9 => "ui_rule_t9",
        Rule::T10 => "ui_rule_t10",
        Rule::T11 => "ui_rule_t11",
        Rule::T12 => "ui_rule_t12",
        Rule::T13 => "ui_rule_t13",
        Rule::T14 => "ui_rule_t14",
        Rule::N1 => "ui_rule_n1",
        Rule::N2 => "ui_rule_n2",
        Rule::N3 => "ui_rule_n3",
        Rule::N4 => "ui_rule_n4",
        Rule::C1 => "ui_rule_c1",
        Rule::C2 => "ui_rule_c2",
        Rule::L1 => "ui_rule_l1",
        Rule::F1 => "ui_rule_f1",
        Rule::F2 => "ui_rule_f2",
        Rule::F3 => "ui_rule_f3",
        Rule::F4 => "ui_rule_f4",
        Rule::F5 => "ui_rule_f5",
        Rule::F6 => "ui_rule_f6",
        Rule::F7 => "ui_rule_f7",
        Rule::W1 => "ui_rule_w1",
        Rule::W2 => "ui_rule_w2",
        Rule::W3 => "ui_rule_w3",
    }
}

/// "How do I …": question and answer, and the part of the dashboard that it is done in; empty: none.
#[derive(Clone, Copy, Debug)]
pub struct HowTo {
    /// Catalogue key.
    pub question: &'static str,
    /// Catalogue key.
    pub answer: &'static str,
    /// What stands after the `#`.
    pub place: &'static str,
}

/// The five things that most people come for.
pub const HOW_TO: [HowTo; 5] = [
    HowTo { question: "ui_help_how_capture", answer: "ui_help_how_capture_text", place: "people" },
    HowTo { question: "ui_help_how_thank", answer: "ui_help_how_thank_text", place: "today" },
    HowTo { question: "ui_help_how_connect", answer: "ui_help_how_connect_text", place: "today" },
    HowTo { question: "ui_help_how_move", answer: "ui_help_how_move_text", place: "opportunities" },
    HowTo { question: "ui_help_how_backup", answer: "ui_help_how_backup_text", place: "backup" },
];

/// What is kept where: what, and where. Catalogue keys.
pub const KEPT: [(&str, &str); 4] = [
    ("ui_help_kept_facts", "ui_help_kept_facts_text"),
    ("ui_help_kept_forms", "ui_help_kept_forms_text"),
    ("ui_help_kept_nowhere", "ui_help_kept_nowhere_text"),
    ("ui_help_kept_private", "ui_help_kept_private_text"),
];
