package io.dialogue.autoconfigure.actuate;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

import io.dialogue.autoconfigure.DialogueAutoConfiguration;
import io.dialogue.hook.DialogueContext;
import io.dialogue.observation.DialogueMetrics;

/**
 * Auto-configuration of metrics, where Micrometer is there.
 */
@AutoConfiguration(after = DialogueAutoConfiguration.class,
		afterName = { "org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration",
				"org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration" })
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean(MeterRegistry.class)
public final class DialogueMetricsAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(DialogueMetrics.class)
	MicrometerDialogueMetrics dialogueMetrics(MeterRegistry registry) {
		return new MicrometerDialogueMetrics(registry);
	}

	@Bean
	@ConditionalOnBean(DialogueContext.class)
	DialogueGauges dialogueGauges(DialogueContext context) {
		return new DialogueGauges(context.clients(), context.rooms());
	}

}
