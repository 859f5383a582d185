// Generated from proto/ by `npm run gen`. Do not edit.
import * as $protobuf from "protobufjs";
/** Namespace api. */
export namespace api {

    /** Consistency enum. */
    enum Consistency {
        CONSISTENCY_LINEARIZABLE = 0,
        CONSISTENCY_STALE = 1
    }

    /** Properties of a GetRequest. */
    interface IGetRequest {

        /** GetRequest key */
        key?: (string|null);

        /** GetRequest consistency */
        consistency?: (api.Consistency|null);
    }

    /** Represents a GetRequest. */
    class GetRequest implements IGetRequest {

        /**
         * Constructs a new GetRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: api.IGetRequest);

        /** GetRequest key. */
        public key: string;

        /** GetRequest consistency. */
        public consistency: api.Consistency;

        /**
         * Creates a new GetRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns GetRequest instance
         */
        public static create(properties?: api.IGetRequest): api.GetRequest;

        /**
         * Encodes the specified GetRequest message. Does not implicitly {@link api.GetRequest.verify|verify} messages.
         * @param message GetRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        public static encode(message: api.IGetRequest, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a GetRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns GetRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): api.GetRequest;
    }

    /** Properties of a ListRequest. */
    interface IListRequest {

        /** ListRequest consistency */
        consistency?: (api.Consistency|null);
    }

    /** Represents a ListRequest. */
    class ListRequest implements IListRequest {

        /**
         * Constructs a new ListRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: api.IListRequest);

        /** ListRequest consistency. */
        public consistency: api.Consistency;

        /**
         * Creates a new ListRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ListRequest instance
         */
        public static create(properties?: api.IListRequest): api.ListRequest;

        /**
         * Encodes the specified ListRequest message. Does not implicitly {@link api.ListRequest.verify|verify} messages.
         * @param message ListRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        public static encode(message: api.IListRequest, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ListRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns ListRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): api.ListRequest;
    }

    /** Properties of a GetResponse. */
    interface IGetResponse {

        /** GetResponse key */
        key?: (string|null);

        /** GetResponse value */
        value?: (Uint8Array|null);

        /** GetResponse ageMs */
        ageMs?: (number|null);
    }

    /** Represents a GetResponse. */
    class GetResponse implements IGetResponse {

        /**
         * Constructs a new GetResponse.
         * @param [properties] Properties to set
         */
        constructor(properties?: api.IGetResponse);

        /** GetResponse key. */
        public key: string;

        /** GetResponse value. */
        public value: Uint8Array;

        /** GetResponse ageMs. */
        public ageMs?: (number|null);

        /**
         * Creates a new GetResponse instance using the specified properties.
         * @param [properties] Properties to set
         * @returns GetResponse instance
         */
        public static create(properties?: api.IGetResponse): api.GetResponse;

        /**
         * Encodes the specified GetResponse message. Does not implicitly {@link api.GetResponse.verify|verify} messages.
         * @param message GetResponse message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        public static encode(message: api.IGetResponse, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a GetResponse message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns GetResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): api.GetResponse;
    }

    /** Properties of a SetRequest. */
    interface ISetRequest {

        /** SetRequest key */
        key?: (string|null);

        /** SetRequest value */
        value?: (Uint8Array|null);
    }

    /** Represents a SetRequest. */
    class SetRequest implements ISetRequest {

        /**
         * Constructs a new SetRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: api.ISetRequest);

        /** SetRequest key. */
        public key: string;

        /** SetRequest value. */
        public value: Uint8Array;

        /**
         * Creates a new SetRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns SetRequest instance
         */
        public static create(properties?: api.ISetRequest): api.SetRequest;

        /**
         * Encodes the specified SetRequest message. Does not implicitly {@link api.SetRequest.verify|verify} messages.
         * @param message SetRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        public static encode(message: api.ISetRequest, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a SetRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns SetRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): api.SetRequest;
    }

    /** Properties of a SetResponse. */
    interface ISetResponse {

        /** SetResponse ok */
        ok?: (boolean|null);
    }

    /** Represents a SetResponse. */
    class SetResponse implements ISetResponse {

        /**
         * Constructs a new SetResponse.
         * @param [properties] Properties to set
         */
        constructor(properties?: api.ISetResponse);

        /** SetResponse ok. */
        public ok: boolean;

        /**
         * Creates a new SetResponse instance using the specified properties.
         * @param [properties] Properties to set
         * @returns SetResponse instance
         */
        public static create(properties?: api.ISetResponse): api.SetResponse;

        /**
         * Encodes the specified SetResponse message. Does not implicitly {@link api.SetResponse.verify|verify} messages.
         * @param message SetResponse message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        public static encode(message: api.ISetResponse, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a SetResponse message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns SetResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): api.SetResponse;
    }

    /** Properties of a DeleteRequest. */
    interface IDeleteRequest {

        /** DeleteRequest key */
        key?: (string|null);
    }

    /** Represents a DeleteRequest. */
    class DeleteRequest implements IDeleteRequest {

        /**
         * Constructs a new DeleteRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: api.IDeleteRequest);

        /** DeleteRequest key. */
        public key: string;

        /**
         * Creates a new DeleteRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns DeleteRequest instance
         */
        public static create(properties?: api.IDeleteRequest): api.DeleteRequest;

        /**
         * Encodes the specified DeleteRequest message. Does not implicitly {@link api.DeleteRequest.verify|verify} messages.
         * @param message DeleteRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        public static encode(message: api.IDeleteRequest, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a DeleteRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns DeleteRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): api.DeleteRequest;
    }

    /** Properties of a DeleteResponse. */
    interface IDeleteResponse {

        /** DeleteResponse ok */
        ok?: (boolean|null);
    }

    /** Represents a DeleteResponse. */
    class DeleteResponse implements IDeleteResponse {

        /**
         * Constructs a new DeleteResponse.
         * @param [properties] Properties to set
         */
        constructor(properties?: api.IDeleteResponse);

        /** DeleteResponse ok. */
        public ok: boolean;

        /**
         * Creates a new DeleteResponse instance using the specified properties.
         * @param [properties] Properties to set
         * @returns DeleteResponse instance
         */
        public static create(properties?: api.IDeleteResponse): api.DeleteResponse;

        /**
         * Encodes the specified DeleteResponse message. Does not implicitly {@link api.DeleteResponse.verify|verify} messages.
         * @param message DeleteResponse message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        public static encode(message: api.IDeleteResponse, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a DeleteResponse message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns DeleteResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): api.DeleteResponse;
    }

    /** Properties of a Server. */
    interface IServer {

        /** Server id */
        id?: (string|null);

        /** Server rpcAddr */
        rpcAddr?: (string|null);

        /** Server isLeader */
        isLeader?: (boolean|null);
    }

    /** Represents a Server. */
    class Server implements IServer {

        /**
         * Constructs a new Server.
         * @param [properties] Properties to set
         */
        constructor(properties?: api.IServer);

        /** Server id. */
        public id: string;

        /** Server rpcAddr. */
        public rpcAddr: string;

        /** Server isLeader. */
        public isLeader: boolean;

        /**
         * Creates a new Server instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Server instance
         */
        public static create(properties?: api.IServer): api.Server;

        /**
         * Encodes the specified Server message. Does not implicitly {@link api.Server.verify|verify} messages.
         * @param message Server message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        public static encode(message: api.IServer, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Server message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns Server
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): api.Server;
    }

    /** Properties of a GetServersResponse. */
    interface IGetServersResponse {

        /** GetServersResponse servers */
        servers?: (api.IServer[]|null);
    }

    /** Represents a GetServersResponse. */
    class GetServersResponse implements IGetServersResponse {

        /**
         * Constructs a new GetServersResponse.
         * @param [properties] Properties to set
         */
        constructor(properties?: api.IGetServersResponse);

        /** GetServersResponse servers. */
        public servers: api.IServer[];

        /**
         * Creates a new GetServersResponse instance using the specified properties.
         * @param [properties] Properties to set
         * @returns GetServersResponse instance
         */
        public static create(properties?: api.IGetServersResponse): api.GetServersResponse;

        /**
         * Encodes the specified GetServersResponse message. Does not implicitly {@link api.GetServersResponse.verify|verify} messages.
         * @param message GetServersResponse message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        public static encode(message: api.IGetServersResponse, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a GetServersResponse message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns GetServersResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): api.GetServersResponse;
    }
}

/** Namespace mokv. */
export namespace mokv {

    /** Namespace v1. */
    namespace v1 {

        /** Properties of a StatusRequest. */
        interface IStatusRequest {
        }

        /** Represents a StatusRequest. */
        class StatusRequest implements IStatusRequest {

            /**
             * Constructs a new StatusRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IStatusRequest);

            /**
             * Creates a new StatusRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns StatusRequest instance
             */
            public static create(properties?: mokv.v1.IStatusRequest): mokv.v1.StatusRequest;

            /**
             * Encodes the specified StatusRequest message. Does not implicitly {@link mokv.v1.StatusRequest.verify|verify} messages.
             * @param message StatusRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IStatusRequest, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a StatusRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns StatusRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.StatusRequest;
        }

        /** Properties of a StatusResponse. */
        interface IStatusResponse {

            /** StatusResponse nodeId */
            nodeId?: (string|null);

            /** StatusResponse version */
            version?: (string|null);

            /** StatusResponse role */
            role?: (string|null);

            /** StatusResponse leaderId */
            leaderId?: (string|null);

            /** StatusResponse leaderAddr */
            leaderAddr?: (string|null);

            /** StatusResponse term */
            term?: (number|null);

            /** StatusResponse commitIndex */
            commitIndex?: (number|null);

            /** StatusResponse appliedIndex */
            appliedIndex?: (number|null);

            /** StatusResponse lastIndex */
            lastIndex?: (number|null);

            /** StatusResponse servers */
            servers?: (mokv.v1.IRaftServer[]|null);

            /** StatusResponse revision */
            revision?: (number|null);

            /** StatusResponse keys */
            keys?: (number|null);

            /** StatusResponse storeBytes */
            storeBytes?: (number|null);

            /** StatusResponse logBytes */
            logBytes?: (number|null);

            /** StatusResponse snapshotIndex */
            snapshotIndex?: (number|null);

            /** StatusResponse uptimeMs */
            uptimeMs?: (number|null);

            /** StatusResponse certificateExpiryMs */
            certificateExpiryMs?: (number|null);

            /** StatusResponse configurationIndex */
            configurationIndex?: (number|null);

            /** StatusResponse peers */
            peers?: (mokv.v1.IPeerProgress[]|null);
        }

        /** Represents a StatusResponse. */
        class StatusResponse implements IStatusResponse {

            /**
             * Constructs a new StatusResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IStatusResponse);

            /** StatusResponse nodeId. */
            public nodeId: string;

            /** StatusResponse version. */
            public version: string;

            /** StatusResponse role. */
            public role: string;

            /** StatusResponse leaderId. */
            public leaderId: string;

            /** StatusResponse leaderAddr. */
            public leaderAddr: string;

            /** StatusResponse term. */
            public term: number;

            /** StatusResponse commitIndex. */
            public commitIndex: number;

            /** StatusResponse appliedIndex. */
            public appliedIndex: number;

            /** StatusResponse lastIndex. */
            public lastIndex: number;

            /** StatusResponse servers. */
            public servers: mokv.v1.IRaftServer[];

            /** StatusResponse revision. */
            public revision: number;

            /** StatusResponse keys. */
            public keys: number;

            /** StatusResponse storeBytes. */
            public storeBytes: number;

            /** StatusResponse logBytes. */
            public logBytes: number;

            /** StatusResponse snapshotIndex. */
            public snapshotIndex: number;

            /** StatusResponse uptimeMs. */
            public uptimeMs: number;

            /** StatusResponse certificateExpiryMs. */
            public certificateExpiryMs: number;

            /** StatusResponse configurationIndex. */
            public configurationIndex: number;

            /** StatusResponse peers. */
            public peers: mokv.v1.IPeerProgress[];

            /**
             * Creates a new StatusResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns StatusResponse instance
             */
            public static create(properties?: mokv.v1.IStatusResponse): mokv.v1.StatusResponse;

            /**
             * Encodes the specified StatusResponse message. Does not implicitly {@link mokv.v1.StatusResponse.verify|verify} messages.
             * @param message StatusResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IStatusResponse, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a StatusResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns StatusResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.StatusResponse;
        }

        /** Properties of a PeerProgress. */
        interface IPeerProgress {

            /** PeerProgress id */
            id?: (string|null);

            /** PeerProgress state */
            state?: (string|null);

            /** PeerProgress matchIndex */
            matchIndex?: (number|null);

            /** PeerProgress nextIndex */
            nextIndex?: (number|null);

            /** PeerProgress inFlight */
            inFlight?: (number|null);

            /** PeerProgress lastContactMs */
            lastContactMs?: (number|null);
        }

        /** Represents a PeerProgress. */
        class PeerProgress implements IPeerProgress {

            /**
             * Constructs a new PeerProgress.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IPeerProgress);

            /** PeerProgress id. */
            public id: string;

            /** PeerProgress state. */
            public state: string;

            /** PeerProgress matchIndex. */
            public matchIndex: number;

            /** PeerProgress nextIndex. */
            public nextIndex: number;

            /** PeerProgress inFlight. */
            public inFlight: number;

            /** PeerProgress lastContactMs. */
            public lastContactMs?: (number|null);

            /**
             * Creates a new PeerProgress instance using the specified properties.
             * @param [properties] Properties to set
             * @returns PeerProgress instance
             */
            public static create(properties?: mokv.v1.IPeerProgress): mokv.v1.PeerProgress;

            /**
             * Encodes the specified PeerProgress message. Does not implicitly {@link mokv.v1.PeerProgress.verify|verify} messages.
             * @param message PeerProgress message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IPeerProgress, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a PeerProgress message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns PeerProgress
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.PeerProgress;
        }

        /** Properties of a RaftServer. */
        interface IRaftServer {

            /** RaftServer id */
            id?: (string|null);

            /** RaftServer addr */
            addr?: (string|null);

            /** RaftServer voter */
            voter?: (boolean|null);
        }

        /** Represents a RaftServer. */
        class RaftServer implements IRaftServer {

            /**
             * Constructs a new RaftServer.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IRaftServer);

            /** RaftServer id. */
            public id: string;

            /** RaftServer addr. */
            public addr: string;

            /** RaftServer voter. */
            public voter: boolean;

            /**
             * Creates a new RaftServer instance using the specified properties.
             * @param [properties] Properties to set
             * @returns RaftServer instance
             */
            public static create(properties?: mokv.v1.IRaftServer): mokv.v1.RaftServer;

            /**
             * Encodes the specified RaftServer message. Does not implicitly {@link mokv.v1.RaftServer.verify|verify} messages.
             * @param message RaftServer message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IRaftServer, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RaftServer message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns RaftServer
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.RaftServer;
        }

        /** Properties of an AddMemberRequest. */
        interface IAddMemberRequest {

            /** AddMemberRequest id */
            id?: (string|null);

            /** AddMemberRequest addr */
            addr?: (string|null);

            /** AddMemberRequest nonVoter */
            nonVoter?: (boolean|null);
        }

        /** Represents an AddMemberRequest. */
        class AddMemberRequest implements IAddMemberRequest {

            /**
             * Constructs a new AddMemberRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IAddMemberRequest);

            /** AddMemberRequest id. */
            public id: string;

            /** AddMemberRequest addr. */
            public addr: string;

            /** AddMemberRequest nonVoter. */
            public nonVoter: boolean;

            /**
             * Creates a new AddMemberRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns AddMemberRequest instance
             */
            public static create(properties?: mokv.v1.IAddMemberRequest): mokv.v1.AddMemberRequest;

            /**
             * Encodes the specified AddMemberRequest message. Does not implicitly {@link mokv.v1.AddMemberRequest.verify|verify} messages.
             * @param message AddMemberRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IAddMemberRequest, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an AddMemberRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns AddMemberRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.AddMemberRequest;
        }

        /** Properties of an AddMemberResponse. */
        interface IAddMemberResponse {
        }

        /** Represents an AddMemberResponse. */
        class AddMemberResponse implements IAddMemberResponse {

            /**
             * Constructs a new AddMemberResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IAddMemberResponse);

            /**
             * Creates a new AddMemberResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns AddMemberResponse instance
             */
            public static create(properties?: mokv.v1.IAddMemberResponse): mokv.v1.AddMemberResponse;

            /**
             * Encodes the specified AddMemberResponse message. Does not implicitly {@link mokv.v1.AddMemberResponse.verify|verify} messages.
             * @param message AddMemberResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IAddMemberResponse, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an AddMemberResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns AddMemberResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.AddMemberResponse;
        }

        /** Properties of a PromoteMemberRequest. */
        interface IPromoteMemberRequest {

            /** PromoteMemberRequest id */
            id?: (string|null);
        }

        /** Represents a PromoteMemberRequest. */
        class PromoteMemberRequest implements IPromoteMemberRequest {

            /**
             * Constructs a new PromoteMemberRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IPromoteMemberRequest);

            /** PromoteMemberRequest id. */
            public id: string;

            /**
             * Creates a new PromoteMemberRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns PromoteMemberRequest instance
             */
            public static create(properties?: mokv.v1.IPromoteMemberRequest): mokv.v1.PromoteMemberRequest;

            /**
             * Encodes the specified PromoteMemberRequest message. Does not implicitly {@link mokv.v1.PromoteMemberRequest.verify|verify} messages.
             * @param message PromoteMemberRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IPromoteMemberRequest, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a PromoteMemberRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns PromoteMemberRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.PromoteMemberRequest;
        }

        /** Properties of a PromoteMemberResponse. */
        interface IPromoteMemberResponse {
        }

        /** Represents a PromoteMemberResponse. */
        class PromoteMemberResponse implements IPromoteMemberResponse {

            /**
             * Constructs a new PromoteMemberResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IPromoteMemberResponse);

            /**
             * Creates a new PromoteMemberResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns PromoteMemberResponse instance
             */
            public static create(properties?: mokv.v1.IPromoteMemberResponse): mokv.v1.PromoteMemberResponse;

            /**
             * Encodes the specified PromoteMemberResponse message. Does not implicitly {@link mokv.v1.PromoteMemberResponse.verify|verify} messages.
             * @param message PromoteMemberResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IPromoteMemberResponse, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a PromoteMemberResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns PromoteMemberResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.PromoteMemberResponse;
        }

        /** Properties of a DemoteMemberRequest. */
        interface IDemoteMemberRequest {

            /** DemoteMemberRequest id */
            id?: (string|null);
        }

        /** Represents a DemoteMemberRequest. */
        class DemoteMemberRequest implements IDemoteMemberRequest {

            /**
             * Constructs a new DemoteMemberRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IDemoteMemberRequest);

            /** DemoteMemberRequest id. */
            public id: string;

            /**
             * Creates a new DemoteMemberRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns DemoteMemberRequest instance
             */
            public static create(properties?: mokv.v1.IDemoteMemberRequest): mokv.v1.DemoteMemberRequest;

            /**
             * Encodes the specified DemoteMemberRequest message. Does not implicitly {@link mokv.v1.DemoteMemberRequest.verify|verify} messages.
             * @param message DemoteMemberRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IDemoteMemberRequest, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a DemoteMemberRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns DemoteMemberRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.DemoteMemberRequest;
        }

        /** Properties of a DemoteMemberResponse. */
        interface IDemoteMemberResponse {
        }

        /** Represents a DemoteMemberResponse. */
        class DemoteMemberResponse implements IDemoteMemberResponse {

            /**
             * Constructs a new DemoteMemberResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IDemoteMemberResponse);

            /**
             * Creates a new DemoteMemberResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns DemoteMemberResponse instance
             */
            public static create(properties?: mokv.v1.IDemoteMemberResponse): mokv.v1.DemoteMemberResponse;

            /**
             * Encodes the specified DemoteMemberResponse message. Does not implicitly {@link mokv.v1.DemoteMemberResponse.verify|verify} messages.
             * @param message DemoteMemberResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IDemoteMemberResponse, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a DemoteMemberResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns DemoteMemberResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.DemoteMemberResponse;
        }

        /** Properties of a RemoveMemberRequest. */
        interface IRemoveMemberRequest {

            /** RemoveMemberRequest id */
            id?: (string|null);
        }

        /** Represents a RemoveMemberRequest. */
        class RemoveMemberRequest implements IRemoveMemberRequest {

            /**
             * Constructs a new RemoveMemberRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IRemoveMemberRequest);

            /** RemoveMemberRequest id. */
            public id: string;

            /**
             * Creates a new RemoveMemberRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns RemoveMemberRequest instance
             */
            public static create(properties?: mokv.v1.IRemoveMemberRequest): mokv.v1.RemoveMemberRequest;

            /**
             * Encodes the specified RemoveMemberRequest message. Does not implicitly {@link mokv.v1.RemoveMemberRequest.verify|verify} messages.
             * @param message RemoveMemberRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IRemoveMemberRequest, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RemoveMemberRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns RemoveMemberRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.RemoveMemberRequest;
        }

        /** Properties of a RemoveMemberResponse. */
        interface IRemoveMemberResponse {
        }

        /** Represents a RemoveMemberResponse. */
        class RemoveMemberResponse implements IRemoveMemberResponse {

            /**
             * Constructs a new RemoveMemberResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IRemoveMemberResponse);

            /**
             * Creates a new RemoveMemberResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns RemoveMemberResponse instance
             */
            public static create(properties?: mokv.v1.IRemoveMemberResponse): mokv.v1.RemoveMemberResponse;

            /**
             * Encodes the specified RemoveMemberResponse message. Does not implicitly {@link mokv.v1.RemoveMemberResponse.verify|verify} messages.
             * @param message RemoveMemberResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IRemoveMemberResponse, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RemoveMemberResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns RemoveMemberResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.RemoveMemberResponse;
        }

        /** Properties of a TransferLeadershipRequest. */
        interface ITransferLeadershipRequest {

            /** TransferLeadershipRequest targetId */
            targetId?: (string|null);
        }

        /** Represents a TransferLeadershipRequest. */
        class TransferLeadershipRequest implements ITransferLeadershipRequest {

            /**
             * Constructs a new TransferLeadershipRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.ITransferLeadershipRequest);

            /** TransferLeadershipRequest targetId. */
            public targetId: string;

            /**
             * Creates a new TransferLeadershipRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns TransferLeadershipRequest instance
             */
            public static create(properties?: mokv.v1.ITransferLeadershipRequest): mokv.v1.TransferLeadershipRequest;

            /**
             * Encodes the specified TransferLeadershipRequest message. Does not implicitly {@link mokv.v1.TransferLeadershipRequest.verify|verify} messages.
             * @param message TransferLeadershipRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.ITransferLeadershipRequest, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a TransferLeadershipRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns TransferLeadershipRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.TransferLeadershipRequest;
        }

        /** Properties of a TransferLeadershipResponse. */
        interface ITransferLeadershipResponse {

            /** TransferLeadershipResponse leaderId */
            leaderId?: (string|null);
        }

        /** Represents a TransferLeadershipResponse. */
        class TransferLeadershipResponse implements ITransferLeadershipResponse {

            /**
             * Constructs a new TransferLeadershipResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.ITransferLeadershipResponse);

            /** TransferLeadershipResponse leaderId. */
            public leaderId: string;

            /**
             * Creates a new TransferLeadershipResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns TransferLeadershipResponse instance
             */
            public static create(properties?: mokv.v1.ITransferLeadershipResponse): mokv.v1.TransferLeadershipResponse;

            /**
             * Encodes the specified TransferLeadershipResponse message. Does not implicitly {@link mokv.v1.TransferLeadershipResponse.verify|verify} messages.
             * @param message TransferLeadershipResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.ITransferLeadershipResponse, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a TransferLeadershipResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns TransferLeadershipResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.TransferLeadershipResponse;
        }

        /** Properties of a StepDownRequest. */
        interface IStepDownRequest {
        }

        /** Represents a StepDownRequest. */
        class StepDownRequest implements IStepDownRequest {

            /**
             * Constructs a new StepDownRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IStepDownRequest);

            /**
             * Creates a new StepDownRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns StepDownRequest instance
             */
            public static create(properties?: mokv.v1.IStepDownRequest): mokv.v1.StepDownRequest;

            /**
             * Encodes the specified StepDownRequest message. Does not implicitly {@link mokv.v1.StepDownRequest.verify|verify} messages.
             * @param message StepDownRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IStepDownRequest, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a StepDownRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns StepDownRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.StepDownRequest;
        }

        /** Properties of a StepDownResponse. */
        interface IStepDownResponse {
        }

        /** Represents a StepDownResponse. */
        class StepDownResponse implements IStepDownResponse {

            /**
             * Constructs a new StepDownResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IStepDownResponse);

            /**
             * Creates a new StepDownResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns StepDownResponse instance
             */
            public static create(properties?: mokv.v1.IStepDownResponse): mokv.v1.StepDownResponse;

            /**
             * Encodes the specified StepDownResponse message. Does not implicitly {@link mokv.v1.StepDownResponse.verify|verify} messages.
             * @param message StepDownResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IStepDownResponse, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a StepDownResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns StepDownResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.StepDownResponse;
        }

        /** Properties of a MembersRequest. */
        interface IMembersRequest {
        }

        /** Represents a MembersRequest. */
        class MembersRequest implements IMembersRequest {

            /**
             * Constructs a new MembersRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IMembersRequest);

            /**
             * Creates a new MembersRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns MembersRequest instance
             */
            public static create(properties?: mokv.v1.IMembersRequest): mokv.v1.MembersRequest;

            /**
             * Encodes the specified MembersRequest message. Does not implicitly {@link mokv.v1.MembersRequest.verify|verify} messages.
             * @param message MembersRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IMembersRequest, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a MembersRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns MembersRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.MembersRequest;
        }

        /** Properties of a MembersResponse. */
        interface IMembersResponse {

            /** MembersResponse nodeId */
            nodeId?: (string|null);

            /** MembersResponse encrypted */
            encrypted?: (boolean|null);

            /** MembersResponse members */
            members?: (mokv.v1.IPoolMember[]|null);
        }

        /** Represents a MembersResponse. */
        class MembersResponse implements IMembersResponse {

            /**
             * Constructs a new MembersResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IMembersResponse);

            /** MembersResponse nodeId. */
            public nodeId: string;

            /** MembersResponse encrypted. */
            public encrypted: boolean;

            /** MembersResponse members. */
            public members: mokv.v1.IPoolMember[];

            /**
             * Creates a new MembersResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns MembersResponse instance
             */
            public static create(properties?: mokv.v1.IMembersResponse): mokv.v1.MembersResponse;

            /**
             * Encodes the specified MembersResponse message. Does not implicitly {@link mokv.v1.MembersResponse.verify|verify} messages.
             * @param message MembersResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IMembersResponse, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a MembersResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns MembersResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.MembersResponse;
        }

        /** Properties of a PoolMember. */
        interface IPoolMember {

            /** PoolMember name */
            name?: (string|null);

            /** PoolMember addr */
            addr?: (string|null);

            /** PoolMember status */
            status?: (string|null);

            /** PoolMember tags */
            tags?: ({ [k: string]: string }|null);

            /** PoolMember incarnation */
            incarnation?: (number|null);

            /** PoolMember rttMs */
            rttMs?: (number|null);
        }

        /** Represents a PoolMember. */
        class PoolMember implements IPoolMember {

            /**
             * Constructs a new PoolMember.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IPoolMember);

            /** PoolMember name. */
            public name: string;

            /** PoolMember addr. */
            public addr: string;

            /** PoolMember status. */
            public status: string;

            /** PoolMember tags. */
            public tags: { [k: string]: string };

            /** PoolMember incarnation. */
            public incarnation: number;

            /** PoolMember rttMs. */
            public rttMs?: (number|null);

            /**
             * Creates a new PoolMember instance using the specified properties.
             * @param [properties] Properties to set
             * @returns PoolMember instance
             */
            public static create(properties?: mokv.v1.IPoolMember): mokv.v1.PoolMember;

            /**
             * Encodes the specified PoolMember message. Does not implicitly {@link mokv.v1.PoolMember.verify|verify} messages.
             * @param message PoolMember message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IPoolMember, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a PoolMember message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns PoolMember
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.PoolMember;
        }

        /** Properties of a RttRequest. */
        interface IRttRequest {

            /** RttRequest from */
            from?: (string|null);

            /** RttRequest to */
            to?: (string|null);
        }

        /** Represents a RttRequest. */
        class RttRequest implements IRttRequest {

            /**
             * Constructs a new RttRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IRttRequest);

            /** RttRequest from. */
            public from: string;

            /** RttRequest to. */
            public to: string;

            /**
             * Creates a new RttRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns RttRequest instance
             */
            public static create(properties?: mokv.v1.IRttRequest): mokv.v1.RttRequest;

            /**
             * Encodes the specified RttRequest message. Does not implicitly {@link mokv.v1.RttRequest.verify|verify} messages.
             * @param message RttRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IRttRequest, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RttRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns RttRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.RttRequest;
        }

        /** Properties of a RttResponse. */
        interface IRttResponse {

            /** RttResponse rttMs */
            rttMs?: (number|null);
        }

        /** Represents a RttResponse. */
        class RttResponse implements IRttResponse {

            /**
             * Constructs a new RttResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IRttResponse);

            /** RttResponse rttMs. */
            public rttMs: number;

            /**
             * Creates a new RttResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns RttResponse instance
             */
            public static create(properties?: mokv.v1.IRttResponse): mokv.v1.RttResponse;

            /**
             * Encodes the specified RttResponse message. Does not implicitly {@link mokv.v1.RttResponse.verify|verify} messages.
             * @param message RttResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IRttResponse, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RttResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns RttResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.RttResponse;
        }

        /** Properties of an EventsRequest. */
        interface IEventsRequest {
        }

        /** Represents an EventsRequest. */
        class EventsRequest implements IEventsRequest {

            /**
             * Constructs a new EventsRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IEventsRequest);

            /**
             * Creates a new EventsRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns EventsRequest instance
             */
            public static create(properties?: mokv.v1.IEventsRequest): mokv.v1.EventsRequest;

            /**
             * Encodes the specified EventsRequest message. Does not implicitly {@link mokv.v1.EventsRequest.verify|verify} messages.
             * @param message EventsRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IEventsRequest, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an EventsRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns EventsRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.EventsRequest;
        }

        /** Properties of a PoolEvent. */
        interface IPoolEvent {

            /** PoolEvent timeMs */
            timeMs?: (number|null);

            /** PoolEvent type */
            type?: (string|null);

            /** PoolEvent member */
            member?: (mokv.v1.IPoolMember|null);

            /** PoolEvent name */
            name?: (string|null);

            /** PoolEvent payload */
            payload?: (Uint8Array|null);
        }

        /** Represents a PoolEvent. */
        class PoolEvent implements IPoolEvent {

            /**
             * Constructs a new PoolEvent.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IPoolEvent);

            /** PoolEvent timeMs. */
            public timeMs: number;

            /** PoolEvent type. */
            public type: string;

            /** PoolEvent member. */
            public member?: (mokv.v1.IPoolMember|null);

            /** PoolEvent name. */
            public name: string;

            /** PoolEvent payload. */
            public payload: Uint8Array;

            /**
             * Creates a new PoolEvent instance using the specified properties.
             * @param [properties] Properties to set
             * @returns PoolEvent instance
             */
            public static create(properties?: mokv.v1.IPoolEvent): mokv.v1.PoolEvent;

            /**
             * Encodes the specified PoolEvent message. Does not implicitly {@link mokv.v1.PoolEvent.verify|verify} messages.
             * @param message PoolEvent message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IPoolEvent, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a PoolEvent message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns PoolEvent
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.PoolEvent;
        }

        /** Properties of a JoinRequest. */
        interface IJoinRequest {

            /** JoinRequest addrs */
            addrs?: (string[]|null);
        }

        /** Represents a JoinRequest. */
        class JoinRequest implements IJoinRequest {

            /**
             * Constructs a new JoinRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IJoinRequest);

            /** JoinRequest addrs. */
            public addrs: string[];

            /**
             * Creates a new JoinRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns JoinRequest instance
             */
            public static create(properties?: mokv.v1.IJoinRequest): mokv.v1.JoinRequest;

            /**
             * Encodes the specified JoinRequest message. Does not implicitly {@link mokv.v1.JoinRequest.verify|verify} messages.
             * @param message JoinRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IJoinRequest, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a JoinRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns JoinRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.JoinRequest;
        }

        /** Properties of a JoinResponse. */
        interface IJoinResponse {

            /** JoinResponse results */
            results?: (mokv.v1.IJoinResult[]|null);
        }

        /** Represents a JoinResponse. */
        class JoinResponse implements IJoinResponse {

            /**
             * Constructs a new JoinResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IJoinResponse);

            /** JoinResponse results. */
            public results: mokv.v1.IJoinResult[];

            /**
             * Creates a new JoinResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns JoinResponse instance
             */
            public static create(properties?: mokv.v1.IJoinResponse): mokv.v1.JoinResponse;

            /**
             * Encodes the specified JoinResponse message. Does not implicitly {@link mokv.v1.JoinResponse.verify|verify} messages.
             * @param message JoinResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IJoinResponse, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a JoinResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns JoinResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.JoinResponse;
        }

        /** Properties of a JoinResult. */
        interface IJoinResult {

            /** JoinResult addr */
            addr?: (string|null);

            /** JoinResult failure */
            failure?: (string|null);
        }

        /** Represents a JoinResult. */
        class JoinResult implements IJoinResult {

            /**
             * Constructs a new JoinResult.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IJoinResult);

            /** JoinResult addr. */
            public addr: string;

            /** JoinResult failure. */
            public failure: string;

            /**
             * Creates a new JoinResult instance using the specified properties.
             * @param [properties] Properties to set
             * @returns JoinResult instance
             */
            public static create(properties?: mokv.v1.IJoinResult): mokv.v1.JoinResult;

            /**
             * Encodes the specified JoinResult message. Does not implicitly {@link mokv.v1.JoinResult.verify|verify} messages.
             * @param message JoinResult message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IJoinResult, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a JoinResult message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns JoinResult
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.JoinResult;
        }

        /** Properties of a ForceLeaveRequest. */
        interface IForceLeaveRequest {

            /** ForceLeaveRequest name */
            name?: (string|null);

            /** ForceLeaveRequest prune */
            prune?: (boolean|null);
        }

        /** Represents a ForceLeaveRequest. */
        class ForceLeaveRequest implements IForceLeaveRequest {

            /**
             * Constructs a new ForceLeaveRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IForceLeaveRequest);

            /** ForceLeaveRequest name. */
            public name: string;

            /** ForceLeaveRequest prune. */
            public prune: boolean;

            /**
             * Creates a new ForceLeaveRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ForceLeaveRequest instance
             */
            public static create(properties?: mokv.v1.IForceLeaveRequest): mokv.v1.ForceLeaveRequest;

            /**
             * Encodes the specified ForceLeaveRequest message. Does not implicitly {@link mokv.v1.ForceLeaveRequest.verify|verify} messages.
             * @param message ForceLeaveRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IForceLeaveRequest, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ForceLeaveRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns ForceLeaveRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.ForceLeaveRequest;
        }

        /** Properties of a ForceLeaveResponse. */
        interface IForceLeaveResponse {
        }

        /** Represents a ForceLeaveResponse. */
        class ForceLeaveResponse implements IForceLeaveResponse {

            /**
             * Constructs a new ForceLeaveResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IForceLeaveResponse);

            /**
             * Creates a new ForceLeaveResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ForceLeaveResponse instance
             */
            public static create(properties?: mokv.v1.IForceLeaveResponse): mokv.v1.ForceLeaveResponse;

            /**
             * Encodes the specified ForceLeaveResponse message. Does not implicitly {@link mokv.v1.ForceLeaveResponse.verify|verify} messages.
             * @param message ForceLeaveResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IForceLeaveResponse, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ForceLeaveResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns ForceLeaveResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.ForceLeaveResponse;
        }

        /** Properties of a LeaveRequest. */
        interface ILeaveRequest {
        }

        /** Represents a LeaveRequest. */
        class LeaveRequest implements ILeaveRequest {

            /**
             * Constructs a new LeaveRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.ILeaveRequest);

            /**
             * Creates a new LeaveRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns LeaveRequest instance
             */
            public static create(properties?: mokv.v1.ILeaveRequest): mokv.v1.LeaveRequest;

            /**
             * Encodes the specified LeaveRequest message. Does not implicitly {@link mokv.v1.LeaveRequest.verify|verify} messages.
             * @param message LeaveRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.ILeaveRequest, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a LeaveRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns LeaveRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.LeaveRequest;
        }

        /** Properties of a LeaveResponse. */
        interface ILeaveResponse {
        }

        /** Represents a LeaveResponse. */
        class LeaveResponse implements ILeaveResponse {

            /**
             * Constructs a new LeaveResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.ILeaveResponse);

            /**
             * Creates a new LeaveResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns LeaveResponse instance
             */
            public static create(properties?: mokv.v1.ILeaveResponse): mokv.v1.LeaveResponse;

            /**
             * Encodes the specified LeaveResponse message. Does not implicitly {@link mokv.v1.LeaveResponse.verify|verify} messages.
             * @param message LeaveResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.ILeaveResponse, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a LeaveResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns LeaveResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.LeaveResponse;
        }

        /** Properties of a KeysRequest. */
        interface IKeysRequest {

            /** KeysRequest operation */
            operation?: (string|null);

            /** KeysRequest key */
            key?: (Uint8Array|null);
        }

        /** Represents a KeysRequest. */
        class KeysRequest implements IKeysRequest {

            /**
             * Constructs a new KeysRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IKeysRequest);

            /** KeysRequest operation. */
            public operation: string;

            /** KeysRequest key. */
            public key: Uint8Array;

            /**
             * Creates a new KeysRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns KeysRequest instance
             */
            public static create(properties?: mokv.v1.IKeysRequest): mokv.v1.KeysRequest;

            /**
             * Encodes the specified KeysRequest message. Does not implicitly {@link mokv.v1.KeysRequest.verify|verify} messages.
             * @param message KeysRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IKeysRequest, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a KeysRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns KeysRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.KeysRequest;
        }

        /** Properties of a KeysResponse. */
        interface IKeysResponse {

            /** KeysResponse answers */
            answers?: (mokv.v1.IKeyAnswer[]|null);
        }

        /** Represents a KeysResponse. */
        class KeysResponse implements IKeysResponse {

            /**
             * Constructs a new KeysResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IKeysResponse);

            /** KeysResponse answers. */
            public answers: mokv.v1.IKeyAnswer[];

            /**
             * Creates a new KeysResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns KeysResponse instance
             */
            public static create(properties?: mokv.v1.IKeysResponse): mokv.v1.KeysResponse;

            /**
             * Encodes the specified KeysResponse message. Does not implicitly {@link mokv.v1.KeysResponse.verify|verify} messages.
             * @param message KeysResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IKeysResponse, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a KeysResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns KeysResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.KeysResponse;
        }

        /** Properties of a KeyAnswer. */
        interface IKeyAnswer {

            /** KeyAnswer name */
            name?: (string|null);

            /** KeyAnswer ok */
            ok?: (boolean|null);

            /** KeyAnswer message */
            message?: (string|null);

            /** KeyAnswer keys */
            keys?: (string[]|null);

            /** KeyAnswer primaryKey */
            primaryKey?: (string|null);
        }

        /** Represents a KeyAnswer. */
        class KeyAnswer implements IKeyAnswer {

            /**
             * Constructs a new KeyAnswer.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IKeyAnswer);

            /** KeyAnswer name. */
            public name: string;

            /** KeyAnswer ok. */
            public ok: boolean;

            /** KeyAnswer message. */
            public message: string;

            /** KeyAnswer keys. */
            public keys: string[];

            /** KeyAnswer primaryKey. */
            public primaryKey: string;

            /**
             * Creates a new KeyAnswer instance using the specified properties.
             * @param [properties] Properties to set
             * @returns KeyAnswer instance
             */
            public static create(properties?: mokv.v1.IKeyAnswer): mokv.v1.KeyAnswer;

            /**
             * Encodes the specified KeyAnswer message. Does not implicitly {@link mokv.v1.KeyAnswer.verify|verify} messages.
             * @param message KeyAnswer message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IKeyAnswer, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a KeyAnswer message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns KeyAnswer
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.KeyAnswer;
        }

        /** Properties of a SendEventRequest. */
        interface ISendEventRequest {

            /** SendEventRequest name */
            name?: (string|null);

            /** SendEventRequest payload */
            payload?: (Uint8Array|null);
        }

        /** Represents a SendEventRequest. */
        class SendEventRequest implements ISendEventRequest {

            /**
             * Constructs a new SendEventRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.ISendEventRequest);

            /** SendEventRequest name. */
            public name: string;

            /** SendEventRequest payload. */
            public payload: Uint8Array;

            /**
             * Creates a new SendEventRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns SendEventRequest instance
             */
            public static create(properties?: mokv.v1.ISendEventRequest): mokv.v1.SendEventRequest;

            /**
             * Encodes the specified SendEventRequest message. Does not implicitly {@link mokv.v1.SendEventRequest.verify|verify} messages.
             * @param message SendEventRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.ISendEventRequest, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a SendEventRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns SendEventRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.SendEventRequest;
        }

        /** Properties of a SendEventResponse. */
        interface ISendEventResponse {
        }

        /** Represents a SendEventResponse. */
        class SendEventResponse implements ISendEventResponse {

            /**
             * Constructs a new SendEventResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.ISendEventResponse);

            /**
             * Creates a new SendEventResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns SendEventResponse instance
             */
            public static create(properties?: mokv.v1.ISendEventResponse): mokv.v1.SendEventResponse;

            /**
             * Encodes the specified SendEventResponse message. Does not implicitly {@link mokv.v1.SendEventResponse.verify|verify} messages.
             * @param message SendEventResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.ISendEventResponse, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a SendEventResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns SendEventResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.SendEventResponse;
        }

        /** Properties of a Round. */
        interface IRound {

            /** Round timeMs */
            timeMs?: (number|null);

            /** Round commands */
            commands?: (mokv.v1.ICommand[]|null);
        }

        /** Represents a Round. */
        class Round implements IRound {

            /**
             * Constructs a new Round.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IRound);

            /** Round timeMs. */
            public timeMs: number;

            /** Round commands. */
            public commands: mokv.v1.ICommand[];

            /**
             * Creates a new Round instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Round instance
             */
            public static create(properties?: mokv.v1.IRound): mokv.v1.Round;

            /**
             * Encodes the specified Round message. Does not implicitly {@link mokv.v1.Round.verify|verify} messages.
             * @param message Round message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IRound, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Round message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns Round
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.Round;
        }

        /** Properties of a Command. */
        interface ICommand {

            /** Command set */
            set?: (mokv.v1.ISetCommand|null);

            /** Command delete */
            "delete"?: (mokv.v1.IDeleteCommand|null);
        }

        /** Represents a Command. */
        class Command implements ICommand {

            /**
             * Constructs a new Command.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.ICommand);

            /** Command set. */
            public set?: (mokv.v1.ISetCommand|null);

            /** Command delete. */
            public delete?: (mokv.v1.IDeleteCommand|null);

            /** Command kind. */
            public kind?: ("set"|"delete");

            /**
             * Creates a new Command instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Command instance
             */
            public static create(properties?: mokv.v1.ICommand): mokv.v1.Command;

            /**
             * Encodes the specified Command message. Does not implicitly {@link mokv.v1.Command.verify|verify} messages.
             * @param message Command message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.ICommand, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Command message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns Command
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.Command;
        }

        /** Properties of a SetCommand. */
        interface ISetCommand {

            /** SetCommand key */
            key?: (Uint8Array|null);

            /** SetCommand value */
            value?: (Uint8Array|null);
        }

        /** Represents a SetCommand. */
        class SetCommand implements ISetCommand {

            /**
             * Constructs a new SetCommand.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.ISetCommand);

            /** SetCommand key. */
            public key: Uint8Array;

            /** SetCommand value. */
            public value: Uint8Array;

            /**
             * Creates a new SetCommand instance using the specified properties.
             * @param [properties] Properties to set
             * @returns SetCommand instance
             */
            public static create(properties?: mokv.v1.ISetCommand): mokv.v1.SetCommand;

            /**
             * Encodes the specified SetCommand message. Does not implicitly {@link mokv.v1.SetCommand.verify|verify} messages.
             * @param message SetCommand message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.ISetCommand, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a SetCommand message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns SetCommand
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.SetCommand;
        }

        /** Properties of a DeleteCommand. */
        interface IDeleteCommand {

            /** DeleteCommand key */
            key?: (Uint8Array|null);
        }

        /** Represents a DeleteCommand. */
        class DeleteCommand implements IDeleteCommand {

            /**
             * Constructs a new DeleteCommand.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IDeleteCommand);

            /** DeleteCommand key. */
            public key: Uint8Array;

            /**
             * Creates a new DeleteCommand instance using the specified properties.
             * @param [properties] Properties to set
             * @returns DeleteCommand instance
             */
            public static create(properties?: mokv.v1.IDeleteCommand): mokv.v1.DeleteCommand;

            /**
             * Encodes the specified DeleteCommand message. Does not implicitly {@link mokv.v1.DeleteCommand.verify|verify} messages.
             * @param message DeleteCommand message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IDeleteCommand, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a DeleteCommand message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns DeleteCommand
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.DeleteCommand;
        }

        /** Properties of a SnapshotRecord. */
        interface ISnapshotRecord {

            /** SnapshotRecord key */
            key?: (Uint8Array|null);

            /** SnapshotRecord value */
            value?: (Uint8Array|null);

            /** SnapshotRecord createRevision */
            createRevision?: (number|null);

            /** SnapshotRecord modRevision */
            modRevision?: (number|null);

            /** SnapshotRecord version */
            version?: (number|null);

            /** SnapshotRecord header */
            header?: (mokv.v1.ISnapshotHeader|null);
        }

        /** Represents a SnapshotRecord. */
        class SnapshotRecord implements ISnapshotRecord {

            /**
             * Constructs a new SnapshotRecord.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.ISnapshotRecord);

            /** SnapshotRecord key. */
            public key: Uint8Array;

            /** SnapshotRecord value. */
            public value: Uint8Array;

            /** SnapshotRecord createRevision. */
            public createRevision: number;

            /** SnapshotRecord modRevision. */
            public modRevision: number;

            /** SnapshotRecord version. */
            public version: number;

            /** SnapshotRecord header. */
            public header?: (mokv.v1.ISnapshotHeader|null);

            /**
             * Creates a new SnapshotRecord instance using the specified properties.
             * @param [properties] Properties to set
             * @returns SnapshotRecord instance
             */
            public static create(properties?: mokv.v1.ISnapshotRecord): mokv.v1.SnapshotRecord;

            /**
             * Encodes the specified SnapshotRecord message. Does not implicitly {@link mokv.v1.SnapshotRecord.verify|verify} messages.
             * @param message SnapshotRecord message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.ISnapshotRecord, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a SnapshotRecord message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns SnapshotRecord
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.SnapshotRecord;
        }

        /** Properties of a SnapshotHeader. */
        interface ISnapshotHeader {

            /** SnapshotHeader format */
            format?: (number|null);

            /** SnapshotHeader revision */
            revision?: (number|null);

            /** SnapshotHeader keys */
            keys?: (number|null);

            /** SnapshotHeader appliedHash */
            appliedHash?: (number|null);
        }

        /** Represents a SnapshotHeader. */
        class SnapshotHeader implements ISnapshotHeader {

            /**
             * Constructs a new SnapshotHeader.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.ISnapshotHeader);

            /** SnapshotHeader format. */
            public format: number;

            /** SnapshotHeader revision. */
            public revision: number;

            /** SnapshotHeader keys. */
            public keys: number;

            /** SnapshotHeader appliedHash. */
            public appliedHash: number;

            /**
             * Creates a new SnapshotHeader instance using the specified properties.
             * @param [properties] Properties to set
             * @returns SnapshotHeader instance
             */
            public static create(properties?: mokv.v1.ISnapshotHeader): mokv.v1.SnapshotHeader;

            /**
             * Encodes the specified SnapshotHeader message. Does not implicitly {@link mokv.v1.SnapshotHeader.verify|verify} messages.
             * @param message SnapshotHeader message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.ISnapshotHeader, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a SnapshotHeader message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns SnapshotHeader
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.SnapshotHeader;
        }
    }
}

/** Namespace grpc. */
export namespace grpc {

    /** Namespace health. */
    namespace health {

        /** Namespace v1. */
        namespace v1 {

            /** Properties of a HealthCheckRequest. */
            interface IHealthCheckRequest {

                /** HealthCheckRequest service */
                service?: (string|null);
            }

            /** Represents a HealthCheckRequest. */
            class HealthCheckRequest implements IHealthCheckRequest {

                /**
                 * Constructs a new HealthCheckRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: grpc.health.v1.IHealthCheckRequest);

                /** HealthCheckRequest service. */
                public service: string;

                /**
                 * Creates a new HealthCheckRequest instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns HealthCheckRequest instance
                 */
                public static create(properties?: grpc.health.v1.IHealthCheckRequest): grpc.health.v1.HealthCheckRequest;

                /**
                 * Encodes the specified HealthCheckRequest message. Does not implicitly {@link grpc.health.v1.HealthCheckRequest.verify|verify} messages.
                 * @param message HealthCheckRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: grpc.health.v1.IHealthCheckRequest, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a HealthCheckRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns HealthCheckRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): grpc.health.v1.HealthCheckRequest;
            }

            /** Properties of a HealthCheckResponse. */
            interface IHealthCheckResponse {

                /** HealthCheckResponse status */
                status?: (grpc.health.v1.HealthCheckResponse.ServingStatus|null);
            }

            /** Represents a HealthCheckResponse. */
            class HealthCheckResponse implements IHealthCheckResponse {

                /**
                 * Constructs a new HealthCheckResponse.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: grpc.health.v1.IHealthCheckResponse);

                /** HealthCheckResponse status. */
                public status: grpc.health.v1.HealthCheckResponse.ServingStatus;

                /**
                 * Creates a new HealthCheckResponse instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns HealthCheckResponse instance
                 */
                public static create(properties?: grpc.health.v1.IHealthCheckResponse): grpc.health.v1.HealthCheckResponse;

                /**
                 * Encodes the specified HealthCheckResponse message. Does not implicitly {@link grpc.health.v1.HealthCheckResponse.verify|verify} messages.
                 * @param message HealthCheckResponse message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: grpc.health.v1.IHealthCheckResponse, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a HealthCheckResponse message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns HealthCheckResponse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): grpc.health.v1.HealthCheckResponse;
            }

            namespace HealthCheckResponse {

                /** ServingStatus enum. */
                enum ServingStatus {
                    UNKNOWN = 0,
                    SERVING = 1,
                    NOT_SERVING = 2,
                    SERVICE_UNKNOWN = 3
                }
            }
        }
    }
}

/** Namespace google. */
export namespace google {

    /** Namespace protobuf. */
    namespace protobuf {

        /** Properties of an Empty. */
        interface IEmpty {
        }

        /** Represents an Empty. */
        class Empty implements IEmpty {

            /**
             * Constructs a new Empty.
             * @param [properties] Properties to set
             */
            constructor(properties?: google.protobuf.IEmpty);

            /**
             * Creates a new Empty instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Empty instance
             */
            public static create(properties?: google.protobuf.IEmpty): google.protobuf.Empty;

            /**
             * Encodes the specified Empty message. Does not implicitly {@link google.protobuf.Empty.verify|verify} messages.
             * @param message Empty message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: google.protobuf.IEmpty, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an Empty message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns Empty
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): google.protobuf.Empty;
        }

        /** Properties of an Any. */
        interface IAny {

            /** Any type_url */
            type_url?: (string|null);

            /** Any value */
            value?: (Uint8Array|null);
        }

        /** Represents an Any. */
        class Any implements IAny {

            /**
             * Constructs a new Any.
             * @param [properties] Properties to set
             */
            constructor(properties?: google.protobuf.IAny);

            /** Any type_url. */
            public type_url: string;

            /** Any value. */
            public value: Uint8Array;

            /**
             * Creates a new Any instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Any instance
             */
            public static create(properties?: google.protobuf.IAny): google.protobuf.Any;

            /**
             * Encodes the specified Any message. Does not implicitly {@link google.protobuf.Any.verify|verify} messages.
             * @param message Any message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: google.protobuf.IAny, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an Any message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns Any
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): google.protobuf.Any;
        }
    }

    /** Namespace rpc. */
    namespace rpc {

        /** Properties of a Status. */
        interface IStatus {

            /** Status code */
            code?: (number|null);

            /** Status message */
            message?: (string|null);

            /** Status details */
            details?: (google.protobuf.IAny[]|null);
        }

        /** Represents a Status. */
        class Status implements IStatus {

            /**
             * Constructs a new Status.
             * @param [properties] Properties to set
             */
            constructor(properties?: google.rpc.IStatus);

            /** Status code. */
            public code: number;

            /** Status message. */
            public message: string;

            /** Status details. */
            public details: google.protobuf.IAny[];

            /**
             * Creates a new Status instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Status instance
             */
            public static create(properties?: google.rpc.IStatus): google.rpc.Status;

            /**
             * Encodes the specified Status message. Does not implicitly {@link google.rpc.Status.verify|verify} messages.
             * @param message Status message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: google.rpc.IStatus, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Status message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns Status
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): google.rpc.Status;
        }

        /** Properties of an ErrorInfo. */
        interface IErrorInfo {

            /** ErrorInfo reason */
            reason?: (string|null);

            /** ErrorInfo domain */
            domain?: (string|null);

            /** ErrorInfo metadata */
            metadata?: ({ [k: string]: string }|null);
        }

        /** Represents an ErrorInfo. */
        class ErrorInfo implements IErrorInfo {

            /**
             * Constructs a new ErrorInfo.
             * @param [properties] Properties to set
             */
            constructor(properties?: google.rpc.IErrorInfo);

            /** ErrorInfo reason. */
            public reason: string;

            /** ErrorInfo domain. */
            public domain: string;

            /** ErrorInfo metadata. */
            public metadata: { [k: string]: string };

            /**
             * Creates a new ErrorInfo instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ErrorInfo instance
             */
            public static create(properties?: google.rpc.IErrorInfo): google.rpc.ErrorInfo;

            /**
             * Encodes the specified ErrorInfo message. Does not implicitly {@link google.rpc.ErrorInfo.verify|verify} messages.
             * @param message ErrorInfo message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: google.rpc.IErrorInfo, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an ErrorInfo message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns ErrorInfo
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): google.rpc.ErrorInfo;
        }
    }
}
