package dev.trueup.ingest.wiring;

import dev.trueup.channels.PaymentChannel.MerchantSide;
import dev.trueup.channels.PaymentChannels;
import dev.trueup.foundation.credentials.CredentialSettings;
import dev.trueup.ingest.callback.CallbackIntake;
import dev.trueup.ingest.callback.CallbackJournal;
import dev.trueup.ingest.callback.Channels;
import dev.trueup.ingest.callback.RejectedCallbacks;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The intake and what it needs. */
@Configuration(proxyBeanMethods = false)
class IntakeWiring {
    @Bean
    Channels channels(CredentialSettings credentials) {
        return new Channels(PaymentChannels.on(credentials.dir()).stream()
                .map(MerchantSide::callbacks)
                .toList());
    }

    @Bean
    CallbackIntake callbackIntake(CallbackJournal journal, RejectedCallbacks rejected) {
        return new CallbackIntake(journal, rejected);
    }
}
