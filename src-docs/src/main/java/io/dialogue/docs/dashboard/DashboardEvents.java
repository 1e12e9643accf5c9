package io.dialogue.docs.dashboard;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import io.dialogue.annotation.DialogueEvent;
import io.dialogue.annotation.History;

/**
 * The events of the dashboard.
 */
// tag::events[]
interface DashboardEvents {

	@DialogueEvent("metrics:update")
	record MetricsUpdate(@Min(0) @Max(100) double cpu, @Min(0) @Max(100) double memory, int threads) {

	}

	@DialogueEvent(name = "alert:triggered", history = @History(limit = 100))
	record AlertTriggered(Severity severity, String message) {

		enum Severity {

			LOW, MEDIUM, HIGH, CRITICAL

		}

	}

}
// end::events[]
