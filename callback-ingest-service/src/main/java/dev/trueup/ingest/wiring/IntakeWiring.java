package dev.trueup.ingest.wiring;

import dev.trueup.channels.LiveChannel;
import dev.trueup.foundation.credentials.MerchantChannels;
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
    Channels channels(MerchantChannels merchant) {
        return new Channels(merchant.on().stream().map(LiveChannel::callbacks).toList());
    }

    @Bean
    CallbackIntake callbackIntake(CallbackJournal journal, RejectedCallbacks rejected) {
        return new CallbackIntake(journal, rejected);
    }
}
