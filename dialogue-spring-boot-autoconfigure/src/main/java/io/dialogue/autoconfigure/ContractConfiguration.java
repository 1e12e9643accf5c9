package io.dialogue.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import jakarta.validation.Validator;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.dialogue.contract.Contract;
import io.dialogue.contract.ContractRoom;
import io.dialogue.event.EventCodec;
import io.dialogue.event.EventRegistry;

/**
 * The contract of the events and rooms that are declared.
 */
@Configuration(proxyBeanMethods = false)
class ContractConfiguration {

	@Bean
	@ConditionalOnMissingBean
	Contract dialogueContract(EventRegistry events, ConfiguredRooms rooms, EventCodec codec,
			ObjectProvider<Validator> validator) {
		return new Contract(events, rooms(rooms), codec, validator.getIfAvailable());
	}

	private static List<ContractRoom> rooms(ConfiguredRooms configured) {
		List<ContractRoom> rooms = new ArrayList<>();
		configured.definitions()
			.forEach((room) -> rooms
				.add(ContractRoom.of(room.id(), room.name(), room.description(), room.events(), room.serverEvents())));
		configured.templates()
			.all()
			.forEach((family) -> rooms.add(ContractRoom.of(family.id(), family.name(), family.settings().description(),
					family.settings().events(), family.settings().serverEvents())));
		return rooms;
	}

}
