//! Departments and job titles: a table.

use super::prng::Prng;

/// One department: its size and the titles in it.
pub(super) struct Department {
    pub(super) name: &'static str,
    /// How other exports spell it; else empty.
    pub(super) alias: &'static str,
    pub(super) weight: usize,
    pub(super) cost_centre: &'static str,
    pub(super) head: &'static str,
    pub(super) lead: &'static str,
    /// `|`-separated.
    pub(super) staff: &'static str,
}

impl Department {
    /// A title at staff level.
    pub(super) fn staff_title(&self, prng: &mut Prng) -> String {
        prng.pick_word(self.staff).to_owned()
    }
}

/// Every department.
pub(super) const DEPARTMENTS: &[Department] = &[
    Department {
        name: "Warehousing",
        alias: "Warehouse",
        weight: 20,
        cost_centre: "4100",
        head: "Head of Warehousing",
        lead: "Shift Manager",
        staff: "Warehouse Operative|Forklift Driver|Stock Controller|Goods-in Clerk|Picker",
    },
    Department {
        name: "Transport & Fleet",
        alias: "Transport and Fleet",
        weight: 14,
        cost_centre: "4200",
        head: "Head of Transport",
        lead: "Transport Planner Lead",
        staff: "Driver|Transport Planner|Fleet Technician|Traffic Clerk",
    },
    Department {
        name: "Customer Operations",
        alias: "Customer Ops",
        weight: 14,
        cost_centre: "2100",
        head: "Head of Customer Operations",
        lead: "Customer Team Leader",
        staff: "Customer Adviser|Senior Customer Adviser|Order Processor|Claims Handler",
    },
    Department {
        name: "Sales",
        alias: "Sales Dept.",
        weight: 9,
        cost_centre: "2200",
        head: "Sales Director",
        lead: "Regional Sales Manager",
        staff: "Account Manager|Key Account Manager|Sales Executive|Sales Support Administrator",
    },
    Department {
        name: "Finance & Accounts",
        alias: "Finance and Accounts",
        weight: 8,
        cost_centre: "1100",
        head: "Financial Controller",
        lead: "Finance Manager",
        staff: "Accounts Assistant|Credit Controller|Management Accountant|Payroll Administrator",
    },
    Department {
        name: "IT & Digital",
        alias: "IT and Digital",
        weight: 8,
        cost_centre: "1300",
        head: "Head of IT",
        lead: "IT Service Manager",
        staff: "Systems Engineer|Service Desk Analyst|Business Analyst|Software Developer|Data Analyst",
    },
    Department {
        name: "Engineering & Maintenance",
        alias: "Engineering & Maintainance",
        weight: 7,
        cost_centre: "4300",
        head: "Chief Engineer",
        lead: "Maintenance Supervisor",
        staff: "Refrigeration Engineer|Electrician|Maintenance Technician|Site Engineer",
    },
    Department {
        name: "Quality & Food Safety",
        alias: "Quality",
        weight: 6,
        cost_centre: "4400",
        head: "Head of Quality",
        lead: "Quality Manager",
        staff: "Quality Auditor|Food Technologist|Hygiene Inspector|Laboratory Technician",
    },
    Department {
        name: "Human Resources",
        alias: "HR",
        weight: 4,
        cost_centre: "1200",
        head: "HR Director",
        lead: "HR Business Partner",
        staff: "HR Adviser|Recruiter|Learning Coordinator|HR Administrator",
    },
    Department {
        name: "Marketing & Communications",
        alias: "Marketing and Comms",
        weight: 4,
        cost_centre: "2300",
        head: "Head of Marketing",
        lead: "Communications Manager",
        staff: "Brand Manager|Internal Communications Officer|Content Designer|Events Coordinator",
    },
    Department {
        name: "Procurement",
        alias: "Purchasing",
        weight: 3,
        cost_centre: "1400",
        head: "Head of Procurement",
        lead: "Category Manager",
        staff: "Buyer|Senior Buyer|Supplier Coordinator",
    },
    Department {
        name: "Health, Safety & Environment",
        alias: "HSE",
        weight: 2,
        cost_centre: "4500",
        head: "Head of HSE",
        lead: "HSE Manager",
        staff: "Safety Adviser|Environmental Officer|Fire Safety Officer",
    },
    Department {
        name: "Legal & Compliance",
        alias: "Legal and Compliance",
        weight: 1,
        cost_centre: "1500",
        head: "General Counsel",
        lead: "Compliance Manager",
        staff: "Legal Counsel|Compliance Analyst|Company Secretarial Assistant",
    },
];

/// The department above all others, of the chief executive and the managing directors.
pub(super) const BOARD: &str = "Executive Office";
