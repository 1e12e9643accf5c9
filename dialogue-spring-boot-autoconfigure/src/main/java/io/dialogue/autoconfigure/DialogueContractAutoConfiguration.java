package io.dialogue.autoconfigure;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

import io.dialogue.contract.Contract;
import io.dialogue.event.EventRegistry;

/**
 * Auto-configuration of the contract and its documents, for applications that serve them.
 */
@AutoConfiguration(after = DialogueAutoConfiguration.class)
@ConditionalOnBean({ EventRegistry.class, ConfiguredRooms.class })
@ConditionalOnBooleanProperty("dialogue.contract.enabled")
@EnableConfigurationProperties(DialogueContractProperties.class)
@Import(ContractConfiguration.class)
public final class DialogueContractAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	ContractDocuments dialogueContractDocuments(Contract contract, DialogueContractProperties properties,
			Environment environment) {
		return ContractDocuments.of(contract, properties, environment);
	}

}
