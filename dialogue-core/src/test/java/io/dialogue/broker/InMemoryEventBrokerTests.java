package io.dialogue.broker;

/**
 * The broker in memory keeps the contract.
 */
class InMemoryEventBrokerTests extends EventBrokerContractTests {

	@Override
	protected EventBroker createBroker(BrokerSettings settings) {
		return new InMemoryEventBroker(settings);
	}

}
