package io.dialogue.autoconfigure;

import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.dialogue.contract.Contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * When there is a contract, and what it says.
 */
class DialogueContractAutoConfigurationTests {

	private final ApplicationContextRunner runner = TestContexts.withEvents()
		.withConfiguration(AutoConfigurations.of(DialogueContractAutoConfiguration.class))
		.withPropertyValues("dialogue.contract.enabled=true", "dialogue.rooms.chat.name=Chat",
				"dialogue.rooms.chat.events=message", "dialogue.rooms.chat.server-events=typing");

	@Test
	void thereIsNoneByDefault() {
		this.runner.withPropertyValues("dialogue.contract.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(Contract.class)
				.doesNotHaveBean(ContractDocuments.class));
	}

	@Test
	void itTellsEventsAndRooms() {
		this.runner.run((context) -> assertThat(types(context.getBean(ContractDocuments.class)))
			.contains("\"message\": Message;")
			.contains("\"chat\": { trigger: \"message\"; receive: \"message\" | \"typing\" };")
			.doesNotContain("[room: "));
	}

	@Test
	void roomsThatClientsCreateMayHaveAnyId() {
		this.runner.withPropertyValues("dialogue.rooms[{roomId}].name=Own", "dialogue.rooms[{roomId}].events=typing")
			.run((context) -> assertThat(types(context.getBean(ContractDocuments.class)))
				.contains("[room: string]: { trigger: \"message\" | \"typing\"; receive: \"message\" | \"typing\" };"));
	}

	@Test
	void familyOfRoomsHasATemplateForItsKey() {
		this.runner
			.withPropertyValues("dialogue.rooms[game-{gameId}].name=Game",
					"dialogue.rooms[game-{gameId}].events=typing")
			.run((context) -> {
				assertThat(types(context.getBean(ContractDocuments.class)))
					.contains("[room: `game-${string}`]: { trigger: \"typing\"; receive: \"typing\" };");
				assertThat(context.getBean(ContractDocuments.class).all().get("asyncapi.json"))
					.contains("\"address\" : \"game-{gameId}\"");
			});
	}

	@Test
	void schemaOfAResourceIsKept() {
		this.runner.withPropertyValues("dialogue.events.alert.schema=classpath:schemas/alert.json")
			.run((context) -> assertThat(types(context.getBean(ContractDocuments.class)))
				.contains("export interface Alert {", "level: \"low\" | \"high\"", "\"alert\": Alert;"));
	}

	@Test
	void titleIsTheApplicationsName() {
		this.runner.withPropertyValues("spring.application.name=shop")
			.run((context) -> assertThat(context.getBean(ContractDocuments.class).all().get("asyncapi.json"))
				.contains("\"title\" : \"shop\""));
		this.runner.withPropertyValues("dialogue.contract.title=Shop events", "dialogue.contract.version=2.1")
			.run((context) -> assertThat(context.getBean(ContractDocuments.class).all().get("asyncapi.json"))
				.contains("\"title\" : \"Shop events\"")
				.contains("\"version\" : \"2.1\""));
	}

	@Test
	void whenUserDefinesContractDefaultBacksOff() {
		Contract own = mock();
		this.runner.withBean(Contract.class, () -> own)
			.withBean(ContractDocuments.class, () -> new ContractDocuments(new TreeMap<>()))
			.run((context) -> assertThat(context).getBean(Contract.class).isSameAs(own));
	}

	private static String types(ContractDocuments documents) {
		return documents.all().get("types.ts");
	}

}
