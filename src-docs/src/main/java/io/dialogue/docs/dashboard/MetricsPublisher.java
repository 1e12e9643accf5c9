package io.dialogue.docs.dashboard;

import java.lang.management.ManagementFactory;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

import io.dialogue.core.DialogueTemplate;
import io.dialogue.docs.dashboard.DashboardEvents.AlertTriggered;
import io.dialogue.docs.dashboard.DashboardEvents.AlertTriggered.Severity;
import io.dialogue.docs.dashboard.DashboardEvents.MetricsUpdate;

/**
 * Publishes figures of this process every second.
 */
// tag::publisher[]
@Component
class MetricsPublisher {

	private final DialogueTemplate dialogue;

	MetricsPublisher(DialogueTemplate dialogue) {
		this.dialogue = dialogue;
	}

	@Scheduled(fixedRate = 1000)
	void publish() {
		MetricsUpdate metrics = collect();
		this.dialogue.trigger("dashboard", metrics);
		if (metrics.cpu() > 90) {
			this.dialogue.trigger("dashboard", new AlertTriggered(Severity.HIGH, "CPU usage: " + metrics.cpu() + "%"));
		}
	}

	private static MetricsUpdate collect() {
		double load = Math.max(0, ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
		Runtime runtime = Runtime.getRuntime();
		return new MetricsUpdate(Math.min(100, 100 * load / runtime.availableProcessors()),
				100 - 100.0 * runtime.freeMemory() / runtime.totalMemory(), Thread.activeCount());
	}

}
// end::publisher[]
