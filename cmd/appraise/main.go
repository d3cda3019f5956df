// Command appraise reviews evidence: it keeps a library of studies, grades
// them, and prints briefings for clinicians.
package main

func main() {}
